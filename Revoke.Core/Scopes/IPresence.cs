namespace Revoke;

/// <summary>Whether what a scope stands for is still there: asked where an error or an end of file can mean that it is not.</summary>
internal interface IPresence
{
    /// <summary>Whether it is gone for good. Cheap, never blocks, any thread.</summary>
    bool IsGone { get; }

    /// <summary>Whether this error is its answer to everything by now, because its removal has begun: then it is gone from here on. May ask it something; any thread.</summary>
    bool IsGoing(int errno);

    /// <summary>Whether <see cref="IsGoing"/> tells at once: then an error whose answer is no is the error of a living device, and nobody waits to see it go.</summary>
    bool TellsAtOnce => false;

    /// <summary>Keeps a scope alive while it is there: somebody waits for the scope's end, and may hold nothing but what he waits for. Takes no other lock.</summary>
    void Keep(RevokeScope scope);

    /// <summary>The scope has ended.</summary>
    void LetGo(RevokeScope scope);
}
