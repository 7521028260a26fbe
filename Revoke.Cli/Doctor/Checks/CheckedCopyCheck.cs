using Revoke.Mappings;

namespace Revoke.Cli.Doctor.Checks;

/// <summary>How mapped memory is copied so that a page that is gone is an error.</summary>
internal static class CheckedCopyCheck
{
    private const string Name = "copies";

    internal static Finding Run() => Judge(CheckedCopy.Way);

    internal static Finding Judge(CheckedCopyWay way) => way switch
    {
        CheckedCopyWay.ProcessMemory => Finding.Ok(Name, $"{way}: CopyTo and CopyFrom of mappings by process_vm_readv and process_vm_writev"),
        CheckedCopyWay.AnonymousFile => Finding.Degraded(
            Name, $"{way}: CopyTo and CopyFrom of mappings by way of an anonymous file", "each takes two copies and not one; allow process_vm_readv and process_vm_writev in the container's seccomp profile."),
        _ => Finding.Missing(Name, "process_vm_readv and memfd_create are refused", "CopyTo and CopyFrom of mappings fail, and so does mapping with ones or a bus error for after a revoke. Allow them in the container's seccomp profile."),
    };
}
