namespace Revoke.Tests.Support;

/// <summary>A device that is there for so many questions, and then gone.</summary>
internal sealed class LeavingPresence(int answersBefore) : IPresence
{
    private int _left = answersBefore;

    public bool IsGone => Interlocked.Decrement(ref _left) < 0;

    public bool IsGoing(int errno) => false;

    public void Keep(RevokeScope scope)
    {
    }

    public void LetGo(RevokeScope scope)
    {
    }
}
