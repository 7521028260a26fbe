using Revoke.Guards;

namespace Revoke;

/// <summary>
/// Stands where the <see cref="Teardown"/> of an object would, while a thread disposes an object in which nobody is. One per thread; whoever has to wait for it puts
/// a teardown in its place (<see cref="RevocableObject.Teardown"/>).
/// </summary>
internal sealed class QuickDisposal(UseThread thread)
{
    internal UseThread Thread => thread;

    /// <summary>What the thread releases now. Touched by the thread itself only.</summary>
    internal RevocableObject? Item { get; set; }
}
