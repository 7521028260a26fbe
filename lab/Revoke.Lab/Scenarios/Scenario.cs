using System.Text.Json.Nodes;

namespace Revoke.Lab.Scenarios;

/// <summary>What is plugged in, what is done, and what has to be seen: by a program without the library, and by one with it.</summary>
internal sealed record Scenario
{
    /// <summary>What it shows, in one line.</summary>
    public required string Title { get; init; }

    /// <summary>The machine: <c>pc</c> or <c>q35</c>.</summary>
    public string MachineType { get; init; } = "pc";

    /// <summary>Devices that are there from the beginning, as QEMU's <c>-device</c> takes them.</summary>
    public IReadOnlyList<string> Devices { get; init; } = [];

    /// <summary>Memory that the host shares with a device: identity and size.</summary>
    public IReadOnlyDictionary<string, string> Memory { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>MiB of memory that the guest has.</summary>
    public int GuestMemory { get; init; } = 192;

    /// <summary>Whether the conformance suites are there, which need much memory.</summary>
    public bool WithConformance { get; init; }

    /// <summary>Whether the guest's time is counted in its instructions, four nanoseconds each, and skips what it sleeps, instead of the clock's: whatever else the host does, it never comes too late, and a processor's time is the work that was done. It has one processor.</summary>
    public bool CountsInstructions { get; init; }

    /// <summary>Commands of the guest's shell that come first, once.</summary>
    public IReadOnlyList<string> Setup { get; init; } = [];

    /// <summary>The programs that go through the steps, one after the other, in one boot.</summary>
    public IReadOnlyList<string> Programs { get; init; } = ["bare", "revoke"];

    /// <summary>What is done, once for each program.</summary>
    public required IReadOnlyList<Step> Steps { get; init; }

    /// <summary>By program (<c>revoke</c>), or program and kernel (<c>revoke@6.1</c>): the facts and what they have to be.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, JsonNode?>> Expect { get; init; }

    /// <summary>Seconds after which everything is ended.</summary>
    public int Limit { get; init; } = 60;

    /// <summary>Whether <c>--all</c> leaves it out: it takes long, and is asked for by name.</summary>
    public bool ByNameOnly { get; init; }
}
