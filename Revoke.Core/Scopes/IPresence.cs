namespace Revoke;

/// <summary>Whether what a scope stands for is still there: asked where an error or an end of file can mean that it is not.</summary>
internal interface IPresence
{
    /// <summary>Whether it is gone for good. Cheap, never blocks, any thread.</summary>
    bool IsGone { get; }
}
