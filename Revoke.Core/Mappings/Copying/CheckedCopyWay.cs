namespace Revoke.Mappings;

/// <summary>How a checked copy is done.</summary>
internal enum CheckedCopyWay
{
    /// <summary>process_vm_readv(2) and process_vm_writev(2): one copy.</summary>
    ProcessMemory,

    /// <summary>Through an anonymous file: two copies.</summary>
    AnonymousFile,

    /// <summary>Not at all: the system refuses both.</summary>
    None,
}
