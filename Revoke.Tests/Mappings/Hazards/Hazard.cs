using Revoke.Tests.Children;

namespace Revoke.Tests.Mappings.Hazards;

/// <summary>Runs a hazard of <see cref="HazardScenario"/> in a child, and checks what that saw.</summary>
internal static class Hazard
{
    /// <summary>It ends by itself, and says this.</summary>
    public static async Task AssertAsync(string hazard, params string[] lines)
    {
        var child = await ChildProcess.RunAsync("mapping-hazard", hazard);
        if (child.ExitCode == HazardScenario.Unsupported)
        {
            Assert.Ignore($"This machine, or this user, does not allow the hazard '{hazard}'.");
        }

        child.AssertExited();
        Assert.That(child.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), Is.EqualTo(lines));
    }

    /// <summary>It dies at the access: the control.</summary>
    public static async Task AssertDiesAsync(string hazard)
    {
        var child = await ChildProcess.RunAsync("mapping-hazard", hazard);
        child.AssertExited(134);
        Assert.That(child.Output, Is.EqualTo("reading\n"));
        Assert.That(child.Error, Does.Contain("AccessViolationException"));
    }
}
