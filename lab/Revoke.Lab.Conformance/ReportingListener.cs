using NUnit.Framework.Interfaces;

namespace Revoke.Lab.Conformance;

/// <summary>Tells of each test that has ended, and why it did not pass.</summary>
internal sealed class ReportingListener : ITestListener
{
    public void TestStarted(ITest test)
    {
    }

    public void TestFinished(ITestResult result)
    {
        if (!result.Test.IsSuite)
        {
            Console.WriteLine($"{result.ResultState} {result.Duration:F2} s {result.FullName}");
        }

        if (result.ResultState.Status is TestStatus.Failed && !result.Test.IsSuite)
        {
            Console.WriteLine($"= failure: {result.Name}: {result.Message?.ReplaceLineEndings(" ")}");
            Console.WriteLine(result.StackTrace);
        }
    }

    public void TestOutput(TestOutput output) => Console.WriteLine(output.Text);

    public void SendMessage(TestMessage message) => Console.WriteLine(message.Message);
}
