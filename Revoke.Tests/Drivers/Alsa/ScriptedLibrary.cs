using System.Runtime.InteropServices;
using Revoke.Drivers.Alsa;
using Revoke.Tests.Children;
using Revoke.Tests.Support;

namespace Revoke.Tests.Drivers.Alsa;

/// <summary>The plug-ins of libasound that tests direct (<c>Native</c>), compiled once and made known to it.</summary>
internal static unsafe class ScriptedLibrary
{
    private static readonly Lazy<nint> s_library = new(Build);

    /// <summary>Ignores the test where they cannot be had.</summary>
    public static void Require()
    {
        if (!AlsaDriver.IsSupported)
        {
            Assert.Ignore("libasound.so.2 is not installed.");
        }

        if (s_library.Value == 0)
        {
            Assert.Ignore("A plug-in of libasound cannot be built (gcc, libasound2-dev).");
        }
    }

    public static nint Function(string name) => NativeLibrary.GetExport(s_library.Value, name);

    public static void Call(string name) => ((delegate* unmanaged<void>)Function(name))();

    public static int Count(string name) => ((delegate* unmanaged<int>)Function(name))();

    /// <summary>0 if this machine cannot. Once loaded it needs no file.</summary>
    private static nint Build()
    {
        using var folder = new TemporaryFolder();
        var library = folder["libscripted.so"];
        try
        {
            var sources = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Drivers/Alsa/Native"), "*.c");
            var compiled = ChildProcess.RunProgramAsync(ChildProcess.DefaultLimit, "gcc", ["-shared", "-fPIC", "-DPIC", "-O1", "-Wall", "-Werror", "-o", library, .. sources, "-lasound", "-lpthread"]).GetAwaiter().GetResult();
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
            ctl.{{ScriptedCard.Plain}} { type scripted }
            ctl.{{ScriptedCard.Numbered}} { type remap child {{ScriptedCard.Plain}} remap { "name='Nothing',index=1" "name='Nothing',index=2" } }
            pcm_type.scripted { lib "{{library}}" }
            pcm.{{ScriptedPcm.Plain}} { type scripted }
            pcm.{{ScriptedPcm.Several}} { type scripted descriptors 3 }
            pcm.{{ScriptedPcm.AlwaysReady}} { type scripted descriptors 2 bell file }
            """;
        fixed (byte* text = System.Text.Encoding.UTF8.GetBytes(definitions + '\0'))
        {
            Assert.That(((delegate* unmanaged<byte*, int>)NativeLibrary.GetExport(loaded, "scripted_configure"))(text), Is.Zero);
        }

        return loaded;
    }
}
