using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Revoke.Cli.Interop;
using Revoke.Errors;
using Revoke.Interop;
using Revoke.Testing.Interop;

namespace Revoke.Tests.Interop;

/// <summary>Every native struct and constant, against the headers of the machine: one _Static_assert each, compiled.</summary>
[TestFixture]
public sealed class HeaderTests
{
    private const string Headers = """
        #define _GNU_SOURCE
        #include <stddef.h>
        #include <errno.h>
        #include <fcntl.h>
        #include <poll.h>
        #include <signal.h>
        #include <time.h>
        #include <unistd.h>
        #include <sys/epoll.h>
        #include <sys/eventfd.h>
        #include <sys/file.h>
        #include <sys/mman.h>
        #include <sys/resource.h>
        #include <sys/socket.h>
        #include <sys/stat.h>
        #include <sys/uio.h>
        #include <sys/vfs.h>
        #include <linux/fs.h>
        #include <linux/if_link.h>
        #include <linux/if_packet.h>
        #include <linux/if_tun.h>
        #include <linux/magic.h>
        #include <linux/major.h>
        #include <linux/membarrier.h>
        #include <linux/mempolicy.h>
        #include <linux/netlink.h>
        #include <linux/rtnetlink.h>
        #include <linux/veth.h>
        #include <net/if.h>
        #include <sys/inotify.h>
        #include <asm/ioctls.h>
        #include <asm/termbits.h>

        """;

    private const BindingFlags Statics = BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly;

    [Test]
    public void Constants_OfLibc_AreThoseOfTheHeaders() =>
        Compile([.. ConstantsOf(typeof(Libc)).Select(static c => $"_Static_assert({Cast(c)} == {Text(c)}, \"{c.Name}\");")]);

    [Test]
    public void Constants_OfPtys_AreThoseOfTheHeaders() =>
        Compile([.. ConstantsOf(typeof(PtyLibc)).Select(static c => $"_Static_assert({Cast(c)} == {Text(c)}, \"{c.Name}\");")]);

    [Test]
    public void Constants_OfTheTool_AreThoseOfTheHeaders() => Compile(
    [
        .. ConstantsOf(typeof(DeviceLibc)).Select(static c => $"_Static_assert({Cast(c)} == {Text(c)}, \"{c.Name}\");"),
        $"_Static_assert(sizeof(struct ifreq) == {DeviceLibc.SizeOfIfreq}, \"struct ifreq\");",
    ]);

    [Test]
    public void Constants_OfErrno_AreThoseOfTheHeaders() =>
        Compile([.. ConstantsOf(typeof(Errno)).Select(static c => $"_Static_assert({c.Name} == {Text(c)}, \"{c.Name}\");")]);

    [Test]
    public void PollEvents_AreThoseOfTheHeaders() => Compile(
    [
        $"_Static_assert(POLLIN == {(int)PollEvents.In} && EPOLLIN == {(int)PollEvents.In}, \"In\");",
        $"_Static_assert(POLLPRI == {(int)PollEvents.Priority} && EPOLLPRI == {(int)PollEvents.Priority}, \"Priority\");",
        $"_Static_assert(POLLOUT == {(int)PollEvents.Out} && EPOLLOUT == {(int)PollEvents.Out}, \"Out\");",
        $"_Static_assert(POLLERR == {(int)PollEvents.Error} && EPOLLERR == {(int)PollEvents.Error}, \"Error\");",
        $"_Static_assert(POLLHUP == {(int)PollEvents.HangUp} && EPOLLHUP == {(int)PollEvents.HangUp}, \"HangUp\");",
    ]);

    [Test]
    public void MemoryPolicyModes_AreThoseOfTheHeaders() => Compile(
    [
        $"_Static_assert(MPOL_DEFAULT == {(int)MemoryPolicyMode.Default}, \"Default\");",
        $"_Static_assert(MPOL_PREFERRED == {(int)MemoryPolicyMode.Preferred}, \"Preferred\");",
        $"_Static_assert(MPOL_BIND == {(int)MemoryPolicyMode.Bind}, \"Bind\");",
        $"_Static_assert(MPOL_INTERLEAVE == {(int)MemoryPolicyMode.Interleave}, \"Interleave\");",
        $"_Static_assert(MPOL_LOCAL == {(int)MemoryPolicyMode.Local}, \"Local\");",
        $"_Static_assert(MPOL_PREFERRED_MANY == {(int)MemoryPolicyMode.PreferredMany}, \"PreferredMany\");",
    ]);

    // arm64 has the generic numbers.
    [Test]
    public void MemoryPolicyCalls_AreThoseOfTheHeaders()
    {
        Compile(
        [
            "#if defined(__x86_64__)",
            "#include <asm/unistd_64.h>",
            $"_Static_assert(__NR_mbind == {MemoryPolicyCalls.MbindOnX64}, \"mbind\");",
            $"_Static_assert(__NR_get_mempolicy == {MemoryPolicyCalls.GetMempolicyOnX64}, \"get_mempolicy\");",
            $"_Static_assert(__NR_move_pages == {MemoryPolicyCalls.MovePagesOnX64}, \"move_pages\");",
            "#endif",
        ]);
        Compile(
        [
            "#include <asm-generic/unistd.h>",
            $"_Static_assert(__NR_mbind == {MemoryPolicyCalls.MbindOnArm64}, \"mbind\");",
            $"_Static_assert(__NR_get_mempolicy == {MemoryPolicyCalls.GetMempolicyOnArm64}, \"get_mempolicy\");",
            $"_Static_assert(__NR_move_pages == {MemoryPolicyCalls.MovePagesOnArm64}, \"move_pages\");",
        ]);
    }

    [Test]
    public void Structs_HaveTheLayoutOfTheHeaders() => Compile(
    [
        .. Layout<PollFd>("struct pollfd"),
        .. Layout<IoVector>("struct iovec"),
        .. Layout<TimeSpec>("struct timespec"),
        .. Layout<Statx>("struct statx"),
        .. Layout<Statfs>("struct statfs"),
        .. Layout<Termios2>("struct termios2"),
        "_Static_assert(sizeof(((struct termios2*)0)->c_cc) == 19, \"c_cc\");",
        .. Layout<SocketAddressNetlink>("struct sockaddr_nl"),
        .. Layout<MessageHeader>("struct msghdr"),
        .. Layout<LinkInfo>("struct ifinfomsg", static field => field is "padding" ? "__ifi_pad" : field),
        "struct link_message { struct nlmsghdr header; struct ifinfomsg info; };",
        .. Layout<LinkHeader>("struct link_message", static field => field.StartsWith("nlmsg_", StringComparison.Ordinal) ? "header." + field : field),
        "struct netlink_answer { struct nlmsghdr header; int error; };",
        .. Layout<NetlinkError>("struct netlink_answer", static field => field.StartsWith("nlmsg_", StringComparison.Ordinal) ? "header." + field : field),
        .. Layout<PacketAddress>("struct sockaddr_ll"),
        "struct credentials_message { struct cmsghdr header; struct ucred ucred; };",
        .. Layout<CredentialsMessage>("struct credentials_message", static field => field.StartsWith("cmsg_", StringComparison.Ordinal) ? "header." + field : "ucred." + field),
    ]);

    [Test]
    public void EpollEvent_HasTheLayoutOfTheHeader()
    {
        var offset = EpollEvent.Size - sizeof(ulong);
        Compile(
        [
            $"_Static_assert(sizeof(struct epoll_event) == {EpollEvent.Size}, \"size\");",
            "_Static_assert(offsetof(struct epoll_event, events) == 0, \"events\");",
            $"_Static_assert(offsetof(struct epoll_event, data) == {offset}, \"data\");",
        ]);
    }

    [Test]
    public unsafe void EpollEvent_WrittenAndRead_IsTheSame()
    {
        var at = stackalloc byte[EpollEvent.MaxSize];
        EpollEvent.Write(at, 0xDEADBEEF, 0x0123456789ABCDEF);

        Assert.That(EpollEvent.Read(at), Is.EqualTo((0xDEADBEEF, 0x0123456789ABCDEFul)));
        Assert.That(EpollEvent.Size, Is.LessThanOrEqualTo(EpollEvent.MaxSize));
    }

    [Test]
    public void InteropFolder_HasNoStructThatIsNotChecked()
    {
        var structs = StructsOf(typeof(Libc));

        Assert.That(structs, Is.EquivalentTo(new[] { nameof(PollFd), nameof(IoVector), nameof(TimeSpec), nameof(Statx), nameof(Statfs), nameof(Termios2), nameof(SocketAddressNetlink), nameof(MessageHeader), nameof(CredentialsMessage) }));
    }

    [Test]
    public void InteropFolder_OfTheTool_HasNoStructThatIsNotChecked() =>
        Assert.That(StructsOf(typeof(DeviceLibc)), Is.EquivalentTo(new[] { nameof(LinkInfo), nameof(LinkHeader), nameof(NetlinkError), nameof(PacketAddress) }));

    [Test]
    public void Compiler_WrongAssertion_Fails() =>
        Assert.That(RunCompiler(["_Static_assert(EPERM == 2, \"the control\");"]), Does.Contain("the control"));

    private static IEnumerable<string> StructsOf(Type neighbour) => neighbour.Assembly.GetTypes()
        .Where(type => string.Equals(type.Namespace, neighbour.Namespace, StringComparison.Ordinal) && type is { IsValueType: true, IsNested: false })
        .Select(static type => type.Name);

    private static IEnumerable<FieldInfo> ConstantsOf(Type type) =>
        type.GetFields(Statics).Where(static field => field.IsLiteral && field.FieldType != typeof(string) && !field.Name.Any(char.IsLower)); // others are no names of C

    // Sign and size aside: the bits are what the kernel sees.
    private static string Cast(FieldInfo constant) => constant.FieldType == typeof(int) || constant.FieldType == typeof(short) ? constant.Name : $"(unsigned){constant.Name}";

    private static string Text(FieldInfo constant) => constant.GetRawConstantValue() switch
    {
        int value => value.ToString(CultureInfo.InvariantCulture),
        short value => value.ToString(CultureInfo.InvariantCulture),
        ushort value => value.ToString(CultureInfo.InvariantCulture) + "u",
        uint value => value.ToString(CultureInfo.InvariantCulture) + "u",
        ulong value => value.ToString(CultureInfo.InvariantCulture) + "u",
        nuint value => value.ToString(CultureInfo.InvariantCulture) + "u",
        var other => throw new InvalidOperationException($"{constant.Name} is a {other?.GetType()}."),
    };

    private static IEnumerable<string> Layout<T>(string native, Func<string, string>? nameOf = null)
        where T : struct
    {
        yield return $"_Static_assert(sizeof({native}) == {Unsafe.SizeOf<T>()}, \"{native}\");";
        foreach (var field in typeof(T).GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
        {
            var offset = OffsetOf(typeof(T), field);
            var name = nameOf?.Invoke(field.Name) ?? field.Name;
            yield return $"_Static_assert(offsetof({native}, {name}) == {offset}, \"{native}.{name}\");";
            if (field.FieldType.IsPrimitive)
            {
                yield return $"_Static_assert(sizeof((({native}*)0)->{name}) == {Marshal.SizeOf(field.FieldType)}, \"{native}.{name}\");";
            }
        }
    }

    // The structs are blittable, so what Marshal says of the offset holds for the managed layout too.
    private static int OffsetOf(Type type, FieldInfo field) => (int)Marshal.OffsetOf(type, field.Name);

    private static void Compile(IReadOnlyCollection<string> assertions)
    {
        Assert.That(assertions, Is.Not.Empty);
        Assert.That(RunCompiler(assertions), Is.Empty);
    }

    private static string RunCompiler(IReadOnlyCollection<string> assertions)
    {
        var source = new StringBuilder(Headers).AppendJoin('\n', assertions).Append('\n').ToString();
        var start = new ProcessStartInfo("gcc", ["-std=gnu11", "-fsyntax-only", "-x", "c", "-"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var gcc = Process.Start(start)!;
            gcc.StandardInput.Write(source);
            gcc.StandardInput.Close();
            var errors = gcc.StandardError.ReadToEnd();
            gcc.WaitForExit();
            if (errors.Contains("No such file or directory", StringComparison.Ordinal))
            {
                Assert.Ignore("The C headers are missing (libc6-dev).");
            }

            return errors;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Ignore("There is no C compiler (gcc).");
            throw;
        }
    }
}
