namespace Revoke.Tests.Children;

/// <summary>How a child scenario ended.</summary>
/// <param name="ExitCode">Its exit code: 134 after a crash, 137 when it was killed.</param>
/// <param name="TimedOut">Whether it was still running at its limit and was killed for it.</param>
/// <param name="Output">All of its standard output.</param>
/// <param name="Error">All of its standard error.</param>
internal sealed record ChildResult(int ExitCode, bool TimedOut, string Output, string Error)
{
    /// <summary>Fails the test, with all the child said, unless it ended by itself with this exit code.</summary>
    public void AssertExited(int exitCode = 0)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(TimedOut, Is.False, () => $"The child was killed at its limit.\n{this}");
            Assert.That(ExitCode, Is.EqualTo(exitCode), ToString);
        }
    }
}
