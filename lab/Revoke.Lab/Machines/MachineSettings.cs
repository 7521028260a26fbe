namespace Revoke.Lab.Machines;

/// <summary>Where a machine comes from, and where its logs go.</summary>
/// <param name="Kernel">The folder with its vmlinux and base.cpio.</param>
/// <param name="Archives">The folder with programs.cpio and conformance.cpio.</param>
/// <param name="Folder">Where its logs go.</param>
internal sealed record MachineSettings(string Kernel, string Archives, string Folder)
{
    internal string Vmlinux => Path.Combine(Kernel, "vmlinux");

    internal string BaseFiles => Path.Combine(Kernel, "base.cpio");

    /// <summary>The programs of the scenarios.</summary>
    internal string Programs => Path.Combine(Archives, "programs.cpio");

    /// <summary>The conformance suites with their runtime, which are large.</summary>
    internal string Conformance => Path.Combine(Archives, "conformance.cpio");

    internal string ConsoleLog => Path.Combine(Folder, "console.log");

    internal string AccessLog => Path.Combine(Folder, "access.log");

    internal string TranscriptLog => Path.Combine(Folder, "transcript.log");
}
