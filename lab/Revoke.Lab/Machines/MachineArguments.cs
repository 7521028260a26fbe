using System.Globalization;
using Revoke.Lab.Scenarios;

namespace Revoke.Lab.Machines;

/// <summary>How QEMU is called.</summary>
internal static class MachineArguments
{
    // What the clock and the timer are checked for takes seconds where they are emulated.
    private const string CommandLine = "console=ttyS0 quiet panic=-1 tsc=reliable no_timer_check mitigations=off random.trust_cpu=on rdinit=/init";

    internal static IReadOnlyList<string> Build(Scenario scenario, MachineSettings settings, MachineSockets sockets, IReadOnlyDictionary<string, SharedMemory> memories) =>
    [
        .. scenario.CountsInstructions ? (string[])["-accel", "tcg,thread=single", "-icount", "shift=2,sleep=off", "-smp", "1"] : ["-accel", "tcg,thread=multi", "-smp", "2"],

        // Without -smap a hardware exception ends the guest's .NET program: the runtime looks at the frame of the signal in a way that the emulation refuses.
        "-cpu", "max,-smap",
        "-machine", scenario.MachineType, "-m", scenario.GuestMemory.ToString(CultureInfo.InvariantCulture),
        "-nodefaults", "-no-user-config", "-display", "none", "-no-reboot",
        "-audiodev", "none,id=silence",
        "-serial", $"file:{settings.ConsoleLog}",
        "-chardev", $"socket,id=guest,path={sockets.Guest},server=on,wait=off", "-serial", "chardev:guest",
        "-qmp", $"unix:{sockets.Monitor},server=on,wait=off",
        "-D", settings.AccessLog,
        "-kernel", settings.Vmlinux, "-initrd", sockets.InitialFiles, "-append", CommandLine,
        .. memories.SelectMany(memory => (string[])["-object", $"memory-backend-file,id={memory.Key},share=on,mem-path={memory.Value.Path},size={memory.Value.Size}"]),
        .. scenario.Devices.SelectMany(device => (string[])["-device", device]),
    ];
}
