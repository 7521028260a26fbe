namespace Revoke.Benchmarks.Litmus;

/// <summary>What is broken on purpose, so that it can be seen that the program sees it.</summary>
internal enum Breakage
{
    None,

    /// <summary>The parts leave the barrier out, as the control does.</summary>
    Barrier,

    /// <summary>The control issues the barrier, so that there is nothing to catch.</summary>
    Control,

    /// <summary>Who leaves, or is refused, tells nobody.</summary>
    Wake,
}
