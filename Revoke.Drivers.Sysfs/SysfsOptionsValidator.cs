using Microsoft.Extensions.Options;

namespace Revoke.Drivers.Sysfs;

/// <summary>What is wrong with options is said when the program starts, not when the first device comes.</summary>
internal sealed class SysfsOptionsValidator : IValidateOptions<SysfsOptions>
{
    public ValidateOptionsResult Validate(string? name, SysfsOptions options) =>
        Explain(options) is { } failure ? ValidateOptionsResult.Fail(failure) : ValidateOptionsResult.Success;

    /// <summary>What is wrong; null if nothing is.</summary>
    internal static string? Explain(SysfsOptions options) =>
        string.IsNullOrEmpty(options.Root) || options.Root[0] != '/' || options.Root.Contains('\0', StringComparison.Ordinal)
            ? $"{nameof(SysfsOptions)}.{nameof(SysfsOptions.Root)} '{options.Root}' is not an absolute path."
        : !Directory.Exists(options.Root)
            ? $"{nameof(SysfsOptions)}.{nameof(SysfsOptions.Root)} '{options.Root}' is not there. Is the file system mounted?"
        : null;
}
