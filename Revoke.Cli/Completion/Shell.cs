namespace Revoke.Cli.Completion;

/// <summary>The shells that can be taught to complete.</summary>
internal enum Shell
{
    Bash,
    Zsh,
    Fish,
}
