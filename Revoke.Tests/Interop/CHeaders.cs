using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Revoke.Tests.Interop;

/// <summary>C headers of the machine, against which assertions are compiled.</summary>
/// <param name="headers">What to include.</param>
/// <param name="packages">The Debian packages that have it.</param>
internal sealed class CHeaders(string headers, string packages)
{
    private const BindingFlags Statics = BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> StructsOf(Type neighbour) => neighbour.Assembly.GetTypes()
        .Where(type => string.Equals(type.Namespace, neighbour.Namespace, StringComparison.Ordinal) && type is { IsValueType: true, IsNested: false, IsByRefLike: false })
        .Select(static type => type.Name);

    public static IEnumerable<FieldInfo> ConstantsOf(Type type) =>
        type.GetFields(Statics).Where(static field => field.IsLiteral && field.FieldType != typeof(string) && !field.Name.Any(char.IsLower)); // others are no names of C

    // Sign and size aside: the bits are what the kernel sees.
    public static string Cast(FieldInfo constant) => constant.FieldType == typeof(int) || constant.FieldType == typeof(short) ? constant.Name : $"(unsigned){constant.Name}";

    public static string Text(FieldInfo constant) => constant.GetRawConstantValue() switch
    {
        int value => value.ToString(CultureInfo.InvariantCulture),
        short value => value.ToString(CultureInfo.InvariantCulture),
        ushort value => value.ToString(CultureInfo.InvariantCulture) + "u",
        uint value => value.ToString(CultureInfo.InvariantCulture) + "u",
        long value => value.ToString(CultureInfo.InvariantCulture) + "L",
        ulong value => value.ToString(CultureInfo.InvariantCulture) + "u",
        nuint value => value.ToString(CultureInfo.InvariantCulture) + "u",
        var other => throw new InvalidOperationException($"{constant.Name} is a {other?.GetType()}."),
    };

    public static IEnumerable<string> Layout<T>(string native, Func<string, string>? nameOf = null)
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

    /// <summary>Fails the test unless every assertion holds; ignores it where there is no compiler, or no such header.</summary>
    public void Compile(IReadOnlyCollection<string> assertions)
    {
        Assert.That(assertions, Is.Not.Empty);
        Assert.That(Run(assertions), Is.Empty);
    }

    /// <summary>What the compiler says; empty if nothing.</summary>
    public string Run(IReadOnlyCollection<string> assertions)
    {
        var source = new StringBuilder(headers).AppendJoin('\n', assertions).Append('\n').ToString();
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
                Assert.Ignore($"The C headers are missing ({packages}).");
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
