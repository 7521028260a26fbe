using System.Reflection;
using System.Text.RegularExpressions;

namespace Revoke.Tests.Docs;

/// <summary>docs/semantics.md and the tests agree: every line names tests that exist, and every fixture of behaviour is named.</summary>
public sealed partial class SemanticsTests
{
    private static readonly string[] BehaviourNamespaces =
    [
        "Revoke.Tests.Scopes",
        "Revoke.Tests.Files",
        "Revoke.Tests.Waiting",
        "Revoke.Tests.Mappings",
        "Revoke.Tests.Mappings.Vm",
        "Revoke.Tests.Mappings.Hazards",
        "Revoke.Tests.Mappings.Storm",
        "Revoke.Tests.Mappings.Registers",
        "Revoke.Tests.Mappings.Escapes",
        "Revoke.Tests.Simple",
        "Revoke.Tests.Hotplug",
        "Revoke.Tests.DependencyInjection",
        "Revoke.Tests.Diagnostics",
        "Revoke.Tests.Drivers.Sysfs",
        "Revoke.Tests.Drivers.Uio",
        "Revoke.Tests.Drivers.Alsa",
        "Revoke.Tests.Conformance",
        "Revoke.Tests.Model",
        "Revoke.Tests.Testing",
    ];

    // What is not a line of the specification: forms of the surface, and how the rest is built.
    private static readonly string[] Elsewhere =
    [
        "StreamTests",
        "SerialTests",
        "AllocationTests",
        "SimpleAllocationTests",
        "ThermometerTests",
        "UeventParserTests",
        "NaturalOrderTests",
        "DeviceIdTests",
        "SysfsTextTests",
        "RegistrationTests",
        "UioRegistrationTests",
        "AlsaHeaderTests",
        "ByteQueueTests",
        "MemoryPolicyTests",
        "GateProtocolTests",
    ];

    private static IEnumerable<Type> Fixtures => typeof(SemanticsTests).Assembly.GetTypes()
        .Where(type => type.IsPublic && type.GetMethods().Any(IsTest));

    [Test]
    public void EveryLine_OfATableOfBehaviours_NamesATest()
    {
        var bare = Rows().Where(row => !TestName().IsMatch(row)).ToList();
        Assert.That(bare, Is.Empty);
        Assert.That(Rows().Count(), Is.GreaterThan(60), "the tables were found");
    }

    [Test]
    public void EveryName_InTheList_IsATest()
    {
        var tests = Fixtures.SelectMany(type => type.GetMethods().Where(IsTest).Select(method => $"{type.Name}.{method.Name}")).ToHashSet(StringComparer.Ordinal);
        Assert.That(NamedTests().Where(name => !tests.Contains(name)), Is.Empty);
    }

    [Test]
    public void EveryFixture_OfBehaviour_IsNamedInTheList()
    {
        var named = NamedTests().Select(name => name.Split('.')[0]).ToHashSet(StringComparer.Ordinal);
        var missing = Fixtures
            .Where(type => BehaviourNamespaces.Contains(type.Namespace) && type.BaseType == typeof(object))
            .Select(type => type.Name)
            .Where(name => !named.Contains(name) && !Elsewhere.Contains(name));
        Assert.That(missing, Is.Empty);
    }

    [Test]
    public void EveryInvariant_CitedInTheCode_IsWrittenDown()
    {
        var known = Invariant().Matches(Repository.Read("docs/invariants.md")).Select(match => match.Value).ToHashSet(StringComparer.Ordinal);
        var cited = Directory.EnumerateFiles(Repository.PathOf("Revoke.Core"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => CitedInvariant().Matches(File.ReadAllText(file)))
            .SelectMany(match => Invariant().Matches(match.Value))
            .Select(match => match.Value)
            .ToHashSet(StringComparer.Ordinal);
        Assert.That(cited, Is.Not.Empty);
        Assert.That(cited, Is.SubsetOf(known));
    }

    private static bool IsTest(MethodInfo method) =>
        method.IsDefined(typeof(TestAttribute)) || method.IsDefined(typeof(TestCaseAttribute)) || method.IsDefined(typeof(TestCaseSourceAttribute));

    /// <summary>The lines of those tables whose last column is the test.</summary>
    private static IEnumerable<string> Rows()
    {
        var isTable = false;
        foreach (var line in Repository.Read("docs/semantics.md").Split('\n'))
        {
            if (!line.StartsWith('|'))
            {
                isTable = false;
            }
            else if (line.EndsWith("| test |", StringComparison.Ordinal))
            {
                isTable = true;
            }
            else if (isTable && !line.StartsWith("|---", StringComparison.Ordinal))
            {
                yield return line;
            }
        }
    }

    private static IEnumerable<string> NamedTests() => Rows().SelectMany(row => TestName().Matches(row)).Select(match => match.Groups["name"].Value);

    [GeneratedRegex("`(?<name>[A-Za-z]+[.][A-Za-z]+_[A-Za-z_]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TestName();

    [GeneratedRegex(@"\bI\d+\b", RegexOptions.None, 1000)]
    private static partial Regex Invariant();

    [GeneratedRegex(@"\(I\d+(, I\d+)*\)|\bI\d+:", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CitedInvariant();
}
