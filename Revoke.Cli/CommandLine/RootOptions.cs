using System.CommandLine;
using System.CommandLine.Parsing;

namespace Revoke.Cli.CommandLine;

/// <summary>The options that say where sysfs and device nodes are; a container has the host's often somewhere else.</summary>
internal sealed class RootOptions
{
    private readonly Option<string> _sys = Create("--sys-root", Roots.DefaultSys, "Where sysfs is.");
    private readonly Option<string> _dev = Create("--dev-root", Roots.DefaultDev, "Where device nodes are.");

    internal void AddTo(Command command)
    {
        command.Add(_sys);
        command.Add(_dev);
    }

    internal Roots Get(ParseResult arguments) => Create(arguments.GetValue(_sys), arguments.GetValue(_dev));

    internal Roots Get(SymbolResult arguments) => Create(arguments.GetValue(_sys), arguments.GetValue(_dev));

    private static Roots Create(string? sys, string? dev) => new(Trim(sys ?? Roots.DefaultSys), Trim(dev ?? Roots.DefaultDev));

    private static string Trim(string path) => path.TrimEnd('/') is { Length: > 0 } trimmed ? trimmed : "/";

    private static Option<string> Create(string name, string standard, string description)
    {
        var option = new Option<string>(name) { Description = description, HelpName = "DIRECTORY", DefaultValueFactory = _ => standard };
        option.Validators.Add(result => Check(name, result));
        return option;
    }

    private static void Check(string name, OptionResult result)
    {
        if (result.Tokens is [var path, ..] && !path.Value.StartsWith('/'))
        {
            result.AddError($"{name} takes an absolute path, not '{path.Value}'.");
        }
    }
}
