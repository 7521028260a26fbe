using System.Runtime.InteropServices;
using Revoke.Drivers.Alsa;
using Revoke.Tests.Children;
using Revoke.Tests.Support;

namespace Revoke.Tests.Drivers.Alsa;

/// <summary>
/// The one card that a test directs: <c>Native/scripted_card.c</c>, an external control plug-in of libasound, so that everything above the kernel is real. <see cref="Plain"/> opens it, <see cref="Numbered"/> as the
/// control of card 7, which is followed if it is in sysfs. A new one is as the first was, and counts from 0.
/// </summary>
internal sealed unsafe class ScriptedCard
{
    public const string Plain = "scripted";
    public const string Numbered = "scriptednumbered";
    public const int Number = 7;

    private static readonly Lazy<nint> s_library = new(Build);

    public ScriptedCard()
    {
        if (!AlsaDriver.IsSupported)
        {
            Assert.Ignore("libasound.so.2 is not installed.");
        }

        if (s_library.Value == 0)
        {
            Assert.Ignore("A plug-in of libasound cannot be built (gcc, libasound2-dev).");
        }

        ((delegate* unmanaged<void>)Function("scripted_reset"))();
    }

    public static int Opened => ((delegate* unmanaged<int>)Function("scripted_opened"))();

    public static int Closed => ((delegate* unmanaged<int>)Function("scripted_closed"))();

    /// <summary>How often somebody has looked for an event.</summary>
    public static int Reads => ((delegate* unmanaged<int>)Function("scripted_reads"))();

    /// <summary>Has what is polled be ready, with nothing to read.</summary>
    public static void Ring() => ((delegate* unmanaged<void>)Function("scripted_ring"))();

    /// <summary>Sets a value, as by a knob of the card.</summary>
    public static void Turn(ScriptedElement element, int channel, long value) => ((delegate* unmanaged<int, int, nint, void>)Function("scripted_change"))((int)element, channel, (nint)value);

    /// <summary>Tells all who listen that something has become of an element.</summary>
    public static void Tell(ScriptedElement element, uint mask) => ((delegate* unmanaged<int, uint, void>)Function("scripted_tell"))((int)element, mask);

    /// <summary>All elements after this one go.</summary>
    public static void RemoveAfter(ScriptedElement element) => ((delegate* unmanaged<int, void>)Function("scripted_remove_after"))((int)element);

    /// <summary>The card goes: whoever waits is woken, whoever asks is answered ENODEV.</summary>
    public static void Unplug() => ((delegate* unmanaged<void>)Function("scripted_unplug"))();

    private static nint Function(string name) => NativeLibrary.GetExport(s_library.Value, name);

    /// <summary>0 if this machine cannot. Once loaded it needs no file.</summary>
    private static nint Build()
    {
        using var folder = new TemporaryFolder();
        var library = folder["libscripted.so"];
        try
        {
            var source = Path.Combine(AppContext.BaseDirectory, "Drivers/Alsa/Native/scripted_card.c");
            var compiled = ChildProcess.RunProgramAsync(ChildProcess.DefaultLimit, "gcc", ["-shared", "-fPIC", "-DPIC", "-O1", "-o", library, source, "-lasound", "-lpthread"]).GetAwaiter().GetResult();
            if (!File.Exists(library))
            {
                Assert.That(compiled.Error, Does.Contain("No such file or directory").Or.Contain("cannot find -lasound"));
                return 0;
            }
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return 0;
        }

        var loaded = NativeLibrary.Load(library);
        var definitions = $$"""
            ctl_type.scripted { lib "{{library}}" }
            ctl.{{Plain}} { type scripted }
            ctl.{{Numbered}} { type remap child {{Plain}} remap { "name='Nothing',index=1" "name='Nothing',index=2" } }
            """;
        fixed (byte* text = System.Text.Encoding.UTF8.GetBytes(definitions + '\0'))
        {
            Assert.That(((delegate* unmanaged<byte*, int>)NativeLibrary.GetExport(loaded, "scripted_configure"))(text), Is.Zero);
        }

        return loaded;
    }
}
