using Revoke.Cli.Interop;
using Revoke.Errors;
using Revoke.Interop;
using Revoke.Testing.Interop;

namespace Revoke.Tests.Interop;

/// <summary>Every native struct and constant, against the headers of the machine: one _Static_assert each, compiled.</summary>
[TestFixture]
public sealed class HeaderTests
{
    private static readonly CHeaders s_headers = new("""
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

        """, "libc6-dev");

    [Test]
    public void Constants_OfLibc_AreThoseOfTheHeaders() =>
        s_headers.Compile([.. CHeaders.ConstantsOf(typeof(Libc)).Select(static c => $"_Static_assert({CHeaders.Cast(c)} == {CHeaders.Text(c)}, \"{c.Name}\");")]);

    [Test]
    public void Constants_OfPtys_AreThoseOfTheHeaders() =>
        s_headers.Compile([.. CHeaders.ConstantsOf(typeof(PtyLibc)).Select(static c => $"_Static_assert({CHeaders.Cast(c)} == {CHeaders.Text(c)}, \"{c.Name}\");")]);

    [Test]
    public void Constants_OfTheTool_AreThoseOfTheHeaders() => s_headers.Compile(
    [
        .. CHeaders.ConstantsOf(typeof(DeviceLibc)).Select(static c => $"_Static_assert({CHeaders.Cast(c)} == {CHeaders.Text(c)}, \"{c.Name}\");"),
        $"_Static_assert(sizeof(struct ifreq) == {DeviceLibc.SizeOfIfreq}, \"struct ifreq\");",
    ]);

    [Test]
    public void Constants_OfErrno_AreThoseOfTheHeaders() =>
        s_headers.Compile([.. CHeaders.ConstantsOf(typeof(Errno)).Select(static c => $"_Static_assert({c.Name} == {CHeaders.Text(c)}, \"{c.Name}\");")]);

    [Test]
    public void PollEvents_AreThoseOfTheHeaders() => s_headers.Compile(
    [
        $"_Static_assert(POLLIN == {(int)PollEvents.In} && EPOLLIN == {(int)PollEvents.In}, \"In\");",
        $"_Static_assert(POLLPRI == {(int)PollEvents.Priority} && EPOLLPRI == {(int)PollEvents.Priority}, \"Priority\");",
        $"_Static_assert(POLLOUT == {(int)PollEvents.Out} && EPOLLOUT == {(int)PollEvents.Out}, \"Out\");",
        $"_Static_assert(POLLERR == {(int)PollEvents.Error} && EPOLLERR == {(int)PollEvents.Error}, \"Error\");",
        $"_Static_assert(POLLHUP == {(int)PollEvents.HangUp} && EPOLLHUP == {(int)PollEvents.HangUp}, \"HangUp\");",
    ]);

    [Test]
    public void MemoryPolicyModes_AreThoseOfTheHeaders() => s_headers.Compile(
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
        s_headers.Compile(
        [
            "#if defined(__x86_64__)",
            "#include <asm/unistd_64.h>",
            $"_Static_assert(__NR_mbind == {MemoryPolicyCalls.MbindOnX64}, \"mbind\");",
            $"_Static_assert(__NR_get_mempolicy == {MemoryPolicyCalls.GetMempolicyOnX64}, \"get_mempolicy\");",
            $"_Static_assert(__NR_move_pages == {MemoryPolicyCalls.MovePagesOnX64}, \"move_pages\");",
            "#endif",
        ]);
        s_headers.Compile(
        [
            "#include <asm-generic/unistd.h>",
            $"_Static_assert(__NR_mbind == {MemoryPolicyCalls.MbindOnArm64}, \"mbind\");",
            $"_Static_assert(__NR_get_mempolicy == {MemoryPolicyCalls.GetMempolicyOnArm64}, \"get_mempolicy\");",
            $"_Static_assert(__NR_move_pages == {MemoryPolicyCalls.MovePagesOnArm64}, \"move_pages\");",
        ]);
    }

    [Test]
    public void Structs_HaveTheLayoutOfTheHeaders() => s_headers.Compile(
    [
        .. CHeaders.Layout<PollFd>("struct pollfd"),
        .. CHeaders.Layout<IoVector>("struct iovec"),
        .. CHeaders.Layout<TimeSpec>("struct timespec"),
        .. CHeaders.Layout<Statx>("struct statx", static field => field.Replace("time_", "time.tv_", StringComparison.Ordinal)),
        .. CHeaders.Layout<Statfs>("struct statfs"),
        .. CHeaders.Layout<Termios2>("struct termios2"),
        "_Static_assert(sizeof(((struct termios2*)0)->c_cc) == 19, \"c_cc\");",
        .. CHeaders.Layout<SocketAddressNetlink>("struct sockaddr_nl"),
        .. CHeaders.Layout<MessageHeader>("struct msghdr"),
        .. CHeaders.Layout<LinkInfo>("struct ifinfomsg", static field => field is "padding" ? "__ifi_pad" : field),
        "struct link_message { struct nlmsghdr header; struct ifinfomsg info; };",
        .. CHeaders.Layout<LinkHeader>("struct link_message", static field => field.StartsWith("nlmsg_", StringComparison.Ordinal) ? "header." + field : field),
        "struct netlink_answer { struct nlmsghdr header; int error; };",
        .. CHeaders.Layout<NetlinkError>("struct netlink_answer", static field => field.StartsWith("nlmsg_", StringComparison.Ordinal) ? "header." + field : field),
        .. CHeaders.Layout<PacketAddress>("struct sockaddr_ll"),
        "struct credentials_message { struct cmsghdr header; struct ucred ucred; };",
        .. CHeaders.Layout<CredentialsMessage>("struct credentials_message", static field => field.StartsWith("cmsg_", StringComparison.Ordinal) ? "header." + field : "ucred." + field),
    ]);

    [Test]
    public void EpollEvent_HasTheLayoutOfTheHeader()
    {
        var offset = EpollEvent.Size - sizeof(ulong);
        s_headers.Compile(
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
        var structs = CHeaders.StructsOf(typeof(Libc));

        Assert.That(structs, Is.EquivalentTo(new[] { nameof(PollFd), nameof(IoVector), nameof(TimeSpec), nameof(Statx), nameof(Statfs), nameof(Termios2), nameof(SocketAddressNetlink), nameof(MessageHeader), nameof(CredentialsMessage) }));
    }

    [Test]
    public void InteropFolder_OfTheTool_HasNoStructThatIsNotChecked() =>
        Assert.That(CHeaders.StructsOf(typeof(DeviceLibc)), Is.EquivalentTo(new[] { nameof(LinkInfo), nameof(LinkHeader), nameof(NetlinkError), nameof(PacketAddress) }));

    [Test]
    public void Compiler_WrongAssertion_Fails() =>
        Assert.That(s_headers.Run(["_Static_assert(EPERM == 2, \"the control\");"]), Does.Contain("the control"));
}
