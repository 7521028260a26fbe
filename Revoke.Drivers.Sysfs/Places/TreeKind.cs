namespace Revoke.Drivers.Sysfs;

/// <summary>What kind of file system a tree is, as far as its files behave differently.</summary>
internal enum TreeKind
{
    /// <summary>sysfs and its like, control groups among them: a change is announced until the file is read.</summary>
    Kernel,

    /// <summary>proc: a change is announced once, to whoever polls first.</summary>
    Proc,

    /// <summary>Regular files, as in a copy of a tree: what is written replaces only as much as it covers, and no change is announced.</summary>
    Disk,
}
