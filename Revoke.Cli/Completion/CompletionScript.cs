namespace Revoke.Cli.Completion;

/// <summary>
/// What a shell reads to complete <c>revoke</c> and <c>./revoke</c>. Each asks the program itself, by its directive <c>[suggest:N]</c>, with the
/// line up to the cursor less the program's name, and falls back to the names of files.
/// </summary>
internal static class CompletionScript
{
    private const string Bash =
        """
        # bash: source <(./revoke completion bash)
        _revoke_complete() {
            local line="${COMP_LINE:0:COMP_POINT}" word="${COMP_WORDS[COMP_CWORD]}" suggestions
            [[ "$line" == *[[:space:]]* ]] || return
            line="${line#*[[:space:]]}"
            suggestions="$("$1" "[suggest:${#line}]" "$line" 2>/dev/null)"
            local IFS=$'\n'
            COMPREPLY=($(compgen -W "$suggestions" -- "$word"))
        }
        complete -o default -F _revoke_complete revoke ./revoke
        """;

    private const string Zsh =
        """
        #compdef revoke
        # zsh: source <(./revoke completion zsh), after compinit
        _revoke() {
            local line="$LBUFFER"
            local -a suggestions
            line="${line#*[[:space:]]}"
            suggestions=("${(@f)$("${words[1]}" "[suggest:${#line}]" "$line" 2>/dev/null)}")
            suggestions=(${suggestions:#})
            if (( ${#suggestions} )); then compadd -a suggestions; fi || _files
        }
        compdef _revoke revoke ./revoke
        """;

    private const string Fish =
        """
        # fish: ./revoke completion fish | source
        function __revoke_complete
            set -l program (commandline -opc)[1]
            set -l line (commandline -cp | string replace -r '^\s*\S+\s' '')
            set -l suggestions ($program "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null | string match -v '')
            if set -q suggestions[1]
                printf '%s\n' $suggestions
            else
                __fish_complete_path (commandline -ct)
            end
        end
        complete -c revoke -f -a '(__revoke_complete)'
        """;

    internal static string For(Shell shell) => shell switch
    {
        Shell.Bash => Bash,
        Shell.Zsh => Zsh,
        _ => Fish,
    };
}
