using NUnit.Framework.Interfaces;
using Revoke.Guards;

namespace Revoke.Tests.Support;

/// <summary>No test leaves a stay behind on its thread, on which others run after it.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class NoStayLeftAttribute : Attribute, ITestAction
{
    public ActionTargets Targets => ActionTargets.Test;

    public void BeforeTest(ITest test)
    {
        ArgumentNullException.ThrowIfNull(test);
        test.Properties.Set(nameof(NoStayLeftAttribute), UseThread.Current.IsInside);
    }

    public void AfterTest(ITest test)
    {
        ArgumentNullException.ThrowIfNull(test);
        if (test.Properties.Get(nameof(NoStayLeftAttribute)) is false && UseThread.Current.IsInside)
        {
            Assert.Fail($"{test.FullName} has left a stay behind.");
        }
    }
}
