using System.Runtime.CompilerServices;

namespace Revoke.Drivers.Sysfs;

/// <summary>Names of attributes and directories, as callers give them.</summary>
internal static class SysfsName
{
    /// <summary>Refuses what is not a name, or several with slashes between, below a directory.</summary>
    internal static string Check(string name, [CallerArgumentExpression(nameof(name))] string? argument = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name, argument);
        if (name.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException("A name has no null character in it.", argument);
        }

        foreach (var part in name.AsSpan().Split('/'))
        {
            if (name.AsSpan(part) is "" or "." or "..")
            {
                throw new ArgumentException($"'{name}' is not a name below the directory: it is absolute, or has an empty part, '.' or '..'.", argument);
            }
        }

        return name;
    }

    /// <summary>As <see cref="Check"/>, for a single name.</summary>
    internal static string CheckOne(string name, [CallerArgumentExpression(nameof(name))] string? argument = null) =>
        Check(name, argument).Contains('/', StringComparison.Ordinal) ? throw new ArgumentException($"'{name}' is a path and not a name.", argument) : name;
}
