using System.Globalization;
using Microsoft.Extensions.Options;

namespace Revoke;

/// <summary>Says of every option at once which one is wrong, what it is, and what it may be.</summary>
internal sealed class RevokeOptionsValidator : IValidateOptions<RevokeOptions>
{
    public ValidateOptionsResult Validate(string? name, RevokeOptions options)
    {
        var failures = new ValidateOptionsResultBuilder();
        CheckTime(failures, nameof(options.DrainTimeout), options.DrainTimeout, TimeSpan.Zero);
        CheckTime(failures, nameof(options.LivenessInterval), options.LivenessInterval, TimeSpan.FromTicks(1));
        CheckPath(failures, nameof(options.SysRoot), options.SysRoot);
        CheckPath(failures, nameof(options.DevRoot), options.DevRoot);
        return failures.Build();
    }

    private static void CheckTime(ValidateOptionsResultBuilder failures, string name, TimeSpan value, TimeSpan least)
    {
        if (value != Timeout.InfiniteTimeSpan && (value < least || value > Deadline.Max))
        {
            failures.AddError(
                string.Create(CultureInfo.InvariantCulture, $"is {value}; it has to be from {least} to {Deadline.Max}, or {Timeout.InfiniteTimeSpan} (infinite)."),
                $"{nameof(RevokeOptions)}.{name}");
        }
    }

    private static void CheckPath(ValidateOptionsResultBuilder failures, string name, string? value)
    {
        if (value is not ['/', ..])
        {
            failures.AddError($"is {(value is null ? "null" : $"'{value}'")}; it has to be an absolute path.", $"{nameof(RevokeOptions)}.{name}");
        }
    }
}
