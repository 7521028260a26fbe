namespace Revoke.Lab.Machines;

/// <summary>Where a machine comes from, and where its logs go.</summary>
/// <param name="Kernel">The folder with its vmlinux and base.cpio.</param>
/// <param name="Programs">The archive with our programs.</param>
/// <param name="Folder">Where its logs go.</param>
internal sealed record MachineSettings(string Kernel, string Programs, string Folder)
{
    internal string Vmlinux => Path.Combine(Kernel, "vmlinux");

    internal string BaseFiles => Path.Combine(Kernel, "base.cpio");

    internal string ConsoleLog => Path.Combine(Folder, "console.log");

    internal string AccessLog => Path.Combine(Folder, "access.log");

    internal string TranscriptLog => Path.Combine(Folder, "transcript.log");
}
