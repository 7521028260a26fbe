using Microsoft.Extensions.Options;

namespace Revoke.Drivers.Uio;

/// <summary>What is wrong with options is said when the program starts, not when the first device comes.</summary>
internal sealed class UioOptionsValidator : IValidateOptions<UioOptions>
{
    public ValidateOptionsResult Validate(string? name, UioOptions options) =>
        Explain(options) is { } failure ? ValidateOptionsResult.Fail(failure) : ValidateOptionsResult.Success;

    /// <summary>What is wrong; null if nothing is.</summary>
    internal static string? Explain(UioOptions options) =>
        Explain(nameof(UioOptions.SysRoot), options.SysRoot) ?? Explain(nameof(UioOptions.DevRoot), options.DevRoot);

    private static string? Explain(string option, string path) =>
        string.IsNullOrEmpty(path) || path[0] != '/' || path.Contains('\0', StringComparison.Ordinal)
            ? $"{nameof(UioOptions)}.{option} '{path}' is not an absolute path."
        : !Directory.Exists(path) ? $"{nameof(UioOptions)}.{option} '{path}' is not there. Is the file system mounted?"
        : null;
}
