using System.Runtime.InteropServices;
using Revoke.Tests.Support;

namespace Revoke.Tests.Mappings.Hazards;

/// <summary>Makes the kernel refuse system calls of this process, for good: what a container's seccomp profile does. For children only.</summary>
internal static unsafe class SystemCallFilter
{
    private const ushort Load = 0x20; // BPF_LD | BPF_W | BPF_ABS
    private const ushort JumpIfEqual = 0x15; // BPF_JMP | BPF_JEQ | BPF_K
    private const ushort JumpIfSet = 0x45; // BPF_JMP | BPF_JSET | BPF_K
    private const ushort Return = 0x06; // BPF_RET | BPF_K

    private const uint Allow = 0x7FFF0000;
    private const uint Fail = 0x00050000;

    // Of struct seccomp_data: the number, the low halves of arguments.
    private const uint Number = 0;
    private const uint Protection = 32;
    private const uint Flags = 40;

    private static bool IsX64 => RuntimeInformation.ProcessArchitecture == Architecture.X64;

    /// <summary>Refuses, with ENOMEM, readable memory at a fixed address: what a replacement asks for, and the runtime does not.</summary>
    /// <param name="everywhere">On all threads, instead of the calling one only.</param>
    public static void RefuseReplacement(bool everywhere) => Install(
        everywhere,
        new Instruction(Load, 0, 0, Number),
        new Instruction(JumpIfEqual, 0, 5, IsX64 ? 9u : 222),
        new Instruction(Load, 0, 0, Flags),
        new Instruction(JumpIfSet, 0, 3, Native.MAP_FIXED),
        new Instruction(Load, 0, 0, Protection),
        new Instruction(JumpIfEqual, 0, 1, Native.PROT_READ),
        new Instruction(Return, 0, 0, Fail | Native.ENOMEM),
        new Instruction(Return, 0, 0, Allow));

    /// <summary>Refuses, with EPERM, process_vm_writev, and process_vm_readv too unless told otherwise.</summary>
    public static void RefuseProcessMemory(bool writesOnly = false)
    {
        var read = IsX64 ? 310u : 270;
        Install(
            everywhere: true,
            new Instruction(Load, 0, 0, Number),
            new Instruction(JumpIfEqual, 1, 0, writesOnly ? read + 1 : read),
            new Instruction(JumpIfEqual, 0, 1, read + 1),
            new Instruction(Return, 0, 0, Fail | 1),
            new Instruction(Return, 0, 0, Allow));
    }

    /// <summary>Refuses, with EPERM, memfd_create.</summary>
    public static void RefuseAnonymousFiles() => Install(
        everywhere: true,
        new Instruction(Load, 0, 0, Number),
        new Instruction(JumpIfEqual, 0, 1, IsX64 ? 319u : 279),
        new Instruction(Return, 0, 0, Fail | 1),
        new Instruction(Return, 0, 0, Allow));

    private static void Install(bool everywhere, params Instruction[] instructions)
    {
        fixed (Instruction* first = instructions)
        {
            var program = new Program { Length = (ushort)instructions.Length, First = first };
            Descriptor.Check(Native.prctl(Native.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "PR_SET_NO_NEW_PRIVS");
            Descriptor.Check((int)Native.seccomp(IsX64 ? 317 : 277, Native.SECCOMP_SET_MODE_FILTER, everywhere ? Native.SECCOMP_FILTER_FLAG_TSYNC : 0, &program), "seccomp");
        }
    }

    /// <summary>struct sock_filter.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Instruction(ushort Code, byte IfTrue, byte IfFalse, uint Operand);

    /// <summary>struct sock_fprog.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Program
    {
        public ushort Length;
        public Instruction* First;
    }
}
