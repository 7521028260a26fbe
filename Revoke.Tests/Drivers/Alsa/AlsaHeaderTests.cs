using System.Reflection;
using System.Runtime.InteropServices;
using Revoke.Drivers.Alsa;
using Revoke.Drivers.Alsa.Interop;
using Revoke.Tests.Interop;

namespace Revoke.Tests.Drivers.Alsa;

/// <summary>Native structs, constants and enumerations of the ALSA driver, against the headers of libasound and the kernel.</summary>
[TestFixture]
public sealed class AlsaHeaderTests
{
    private static readonly CHeaders s_library = new("""
        #define _GNU_SOURCE
        #include <stddef.h>
        #include <errno.h>
        #include <fcntl.h>
        #include <poll.h>
        #include <sys/epoll.h>
        #include <sys/mman.h>
        #include <alsa/asoundlib.h>

        """, "libc6-dev, libasound2-dev");

    private static readonly CHeaders s_kernel = new("""
        #include <stddef.h>
        #include <sound/asound.h>

        """, "libc6-dev");

    [TestCase(typeof(Asound))]
    [TestCase(typeof(AlsaErrors))]
    [TestCase(typeof(Libc))]
    [TestCase(typeof(PcmStoppedException))]
    public void Constants_NamedAsInC_AreThoseOfTheHeaders(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        s_library.Compile([.. CHeaders.ConstantsOf(type).Select(static c => $"_Static_assert({CHeaders.Cast(c)} == {CHeaders.Text(c)}, \"{c.Name}\");")]);
    }

    [TestCase("PcmOpener", "TimestampsOn", "SND_PCM_TSTAMP_ENABLE")]
    [TestCase("PcmOpener", "TimestampsMonotonic", "SND_PCM_TSTAMP_TYPE_MONOTONIC")]
    [TestCase("PcmOpener", "Hardware", "SND_PCM_TYPE_HW")]
    public void Constants_NamedOtherwise_AreThoseOfTheHeaders(string type, string constant, string native) =>
        s_library.Compile([$"_Static_assert({native} == {Value(type, constant)}, \"{constant}\");"]);

    [TestCase("AlsaPcm", "StatusOffset", "SNDRV_PCM_MMAP_OFFSET_STATUS")]
    [TestCase("AlsaPcm", "ControlOffset", "SNDRV_PCM_MMAP_OFFSET_CONTROL")]
    public void Constants_OfTheKernel_AreThoseOfTheHeaders(string type, string constant, string native) =>
        s_kernel.Compile([$"_Static_assert({native} == {Value(type, constant)}, \"{constant}\");"]);

    [Test]
    public void Pages_OfAPcm_HaveTheLayoutThatIsDocumented() => s_kernel.Compile(
    [
        "_Static_assert(offsetof(struct snd_pcm_mmap_status, state) == 0, \"state\");",
        "_Static_assert(offsetof(struct snd_pcm_mmap_status, hw_ptr) == 8, \"hw_ptr\");",
        "_Static_assert(offsetof(struct snd_pcm_mmap_control, appl_ptr) == 0, \"appl_ptr\");",
        $"_Static_assert(SNDRV_PCM_STATE_LAST == {(int)PcmState.Disconnected}, \"last state\");",
    ]);

    [Test]
    public void PcmState_IsThatOfTheHeaders() => s_library.Compile(EnumerationOf<PcmState>("SND_PCM_STATE_", static name => name.ToUpperInvariant()));

    [Test]
    public void PcmDirection_IsThatOfTheHeaders() => s_library.Compile(EnumerationOf<PcmDirection>("SND_PCM_STREAM_", static name => name.ToUpperInvariant(), "SND_PCM_STREAM_LAST == 1"));

    [Test]
    public void PcmSampleFormat_IsThatOfTheHeaders() => s_library.Compile(EnumerationOf<PcmSampleFormat>("SND_PCM_FORMAT_", static name => name switch
    {
        nameof(PcmSampleFormat.Signed8) => "S8",
        nameof(PcmSampleFormat.Unsigned8) => "U8",
        nameof(PcmSampleFormat.Signed16) => "S16_LE",
        nameof(PcmSampleFormat.Signed16BigEndian) => "S16_BE",
        nameof(PcmSampleFormat.Unsigned16) => "U16_LE",
        nameof(PcmSampleFormat.Signed24In32) => "S24_LE",
        nameof(PcmSampleFormat.Signed32) => "S32_LE",
        nameof(PcmSampleFormat.Signed32BigEndian) => "S32_BE",
        nameof(PcmSampleFormat.FloatingPoint32) => "FLOAT_LE",
        nameof(PcmSampleFormat.FloatingPoint64) => "FLOAT64_LE",
        nameof(PcmSampleFormat.MuLaw) => "MU_LAW",
        nameof(PcmSampleFormat.ALaw) => "A_LAW",
        nameof(PcmSampleFormat.Signed24) => "S24_3LE",
        nameof(PcmSampleFormat.Signed24BigEndian) => "S24_3BE",
        _ => name,
    }));

    [Test]
    public void ControlInterface_IsThatOfTheHeaders() => s_library.Compile(EnumerationOf<ControlInterface>(
        "SND_CTL_ELEM_IFACE_",
        static name => name switch { nameof(ControlInterface.HardwareDependent) => "HWDEP", _ => name.ToUpperInvariant() },
        $"SND_CTL_ELEM_IFACE_LAST == {(int)Enum.GetValues<ControlInterface>()[^1]}"));

    [Test]
    public void ControlChanges_AreThoseOfTheHeaders() => s_library.Compile(
    [
        $"_Static_assert(SND_CTL_EVENT_MASK_VALUE == {(int)ControlChanges.Value}, \"Value\");",
        $"_Static_assert(SND_CTL_EVENT_MASK_INFO == {(int)ControlChanges.Info}, \"Info\");",
        $"_Static_assert(SND_CTL_EVENT_MASK_ADD == {(int)ControlChanges.Added}, \"Added\");",
        $"_Static_assert(SND_CTL_EVENT_MASK_TLV == {(int)ControlChanges.Tlv}, \"Tlv\");",
    ]);

    [Test]
    public void MixerChannel_IsThatOfTheHeaders() => s_library.Compile(EnumerationOf<MixerChannel>("SND_MIXER_SCHN_", ToUnderscores, "SND_MIXER_SCHN_MONO == SND_MIXER_SCHN_FRONT_LEFT"));

    [Test]
    public void Structs_HaveTheLayoutOfTheHeaders() => s_library.Compile(
    [
        .. CHeaders.Layout<PollDescriptor>("struct pollfd"),
        .. CHeaders.Layout<Timestamp>("snd_htimestamp_t"),
        .. CHeaders.Layout<ChannelArea>("snd_pcm_channel_area_t"),
        "_Static_assert(sizeof(snd_pcm_uframes_t) == sizeof(void*) && sizeof(snd_pcm_sframes_t) == sizeof(void*) && sizeof(long) == sizeof(void*), \"nint\");",
    ]);

    [Test]
    public void InteropFolder_HasNoStructThatIsNotChecked() =>
        Assert.That(CHeaders.StructsOf(typeof(Asound)), Is.EquivalentTo(new[] { nameof(ChannelArea), nameof(PollDescriptor), nameof(Timestamp) }));

    [Test]
    public void Functions_OfTheLibrary_AreInIt()
    {
        if (!AlsaDriver.IsSupported)
        {
            Assert.Ignore("libasound.so.2 is not installed.");
        }

        var library = NativeLibrary.Load(Asound.Library);
        var functions = typeof(Asound).GetMethods(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.DeclaredOnly).Select(static method => method.Name).Where(static name => name.StartsWith("snd_", StringComparison.Ordinal)).ToList();
        Assert.That(functions, Has.Count.GreaterThan(100));
        Assert.That(functions.Where(name => !NativeLibrary.TryGetExport(library, name, out _)), Is.Empty);
    }

    private static IReadOnlyCollection<string> EnumerationOf<T>(string prefix, Func<string, string> toNative, params string[] more)
        where T : struct, Enum =>
    [
        .. Enum.GetNames<T>().Select(name => $"_Static_assert({prefix}{toNative(name)} == {Enum.Parse<T>(name):D}, \"{name}\");"),
        .. more.Select(static assertion => $"_Static_assert({assertion}, \"{assertion}\");"),
    ];

    // FrontLeft, as C says it: FRONT_LEFT.
    private static string ToUnderscores(string name) => string.Concat(name.Select(static (letter, at) => at > 0 && char.IsUpper(letter) ? $"_{letter}" : char.ToUpperInvariant(letter).ToString()));

    private static string Value(string type, string constant) =>
        CHeaders.Text(typeof(AlsaDriver).Assembly.GetType($"Revoke.Drivers.Alsa.{type}", throwOnError: true)!.GetField(constant, BindingFlags.Static | BindingFlags.NonPublic) ?? throw new MissingFieldException(type, constant));
}
