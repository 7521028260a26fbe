namespace Revoke;

/// <summary>On which nodes of the machine's memory a page is put: the kernel's modes (linux/mempolicy.h, set_mempolicy(2)). A kernel, or a driver, may have more.</summary>
public enum MemoryPolicyMode
{
    /// <summary>Whatever the process has: on the node of the processor that touches the page first, unless that was changed.</summary>
    Default = 0,

    /// <summary>On the one node given, or near it if that is full.</summary>
    Preferred = 1,

    /// <summary>On the nodes given and on no other.</summary>
    Bind = 2,

    /// <summary>On the nodes given by turns.</summary>
    Interleave = 3,

    /// <summary>On the node of the processor that touches the page first.</summary>
    Local = 4,

    /// <summary>On the nodes given, or near them if they are full. Linux 5.15.</summary>
    PreferredMany = 5,
}
