using System.Buffers.Binary;
using System.Text;
using CsCheck;
using Revoke.Hotplug;
using Revoke.Tests.Support;

namespace Revoke.Tests.Hotplug;

[TestFixture]
public sealed class UeventParserTests
{
    [Test]
    public void Parse_KernelMessage_IsTheEvent()
    {
        var parsed = UeventParser.Parse("move@/devices/virtual/net/b\0ACTION=move\0DEVPATH=/devices/virtual/net/b\0SUBSYSTEM=net\0DEVPATH_OLD=/devices/virtual/net/a\0SEQNUM=4711\0"u8);

        Assert.That(parsed, Is.Not.Null);
        Assert.That((parsed!.Action, parsed.DevicePath, parsed.Subsystem, parsed.Node), Is.EqualTo(("move", "/devices/virtual/net/b", "net", (string?)null)));
        Assert.That((parsed.PreviousDevicePath, parsed.SequenceNumber, parsed.IsFromUdev), Is.EqualTo(("/devices/virtual/net/a", (long?)4711, false)));
        Assert.That(parsed.Properties["SEQNUM"], Is.EqualTo("4711"));
    }

    [Test]
    public void Parse_UdevMessage_IsTheEventWithTheNodesName()
    {
        var parsed = UeventParser.Parse(UdevMessage.Create(("ACTION", "add"), ("DEVPATH", "/devices/x"), ("DEVNAME", "/dev/snd/pcmC0D0p"), ("ID_SERIAL", "a=b")));

        Assert.That((parsed!.Action, parsed.Node, parsed.IsFromUdev), Is.EqualTo(("add", "snd/pcmC0D0p", true)));
        Assert.That(parsed.Properties["ID_SERIAL"], Is.EqualTo("a=b"), "only the first sign of equality ends the key");
        Assert.That(parsed.SequenceNumber, Is.Null);
    }

    private static readonly string[] NoEvents =
    [
        "", "\0", "\0\0\0", "hello", "add@/x", "add@/x\0", "add@/x\0ACTION=add\0", "add@/x\0DEVPATH=/x\0", "add@/x\0ACTION=\0DEVPATH=/x\0",
        "add@x\0ACTION=add\0DEVPATH=x\0", "no at\0ACTION=add\0DEVPATH=/x\0", "libudev\0", "libudev\0ACTION=add\0DEVPATH=/x\0DEVPATH=/x\0DEVPATH=/x\0",
    ];

    [TestCaseSource(nameof(NoEvents))]
    public void Parse_WhatIsNoEvent_IsNull(string message) => Assert.That(UeventParser.Parse(Encoding.UTF8.GetBytes(message)), Is.Null);

    [Test]
    public void Parse_UdevHeaderThatLies_IsNull()
    {
        var message = UdevMessage.Create(("ACTION", "add"), ("DEVPATH", "/devices/x"));
        foreach (var (at, value) in ((int, uint)[])[(16, 0), (16, 39), (16, uint.MaxValue), (20, 0), (20, uint.MaxValue), (20, (uint)message.Length)])
        {
            var lying = (byte[])message.Clone();
            BinaryPrimitives.WriteUInt32LittleEndian(lying.AsSpan(at), value);
            Assert.That(UeventParser.Parse(lying), Is.Null, $"{value} at {at}");
        }

        message[8] ^= 1;
        Assert.That(UeventParser.Parse(message), Is.Null, "the magic number");
        for (var length = 0; length < message.Length; length++)
        {
            Assert.That(UeventParser.Parse(message.AsSpan(0, length)), Is.Null, $"cut off at {length}");
        }
    }

    [Test]
    public void Parse_AnyBytes_NeverThrows() =>
        Gen.OneOf(Gen.Byte.Array[0, 200], NearlyKernel, NearlyUdev).Sample(static message => _ = UeventParser.Parse(message), iter: 20_000);

    [Test]
    public void Parse_AnyKernelMessage_GivesBackWhatWasPutIn() =>
        Gen.Select(Word, Word, Word, Gen.Long[0, long.MaxValue], Gen.Bool).Sample(static (action, path, subsystem, number, reversed) =>
        {
            string[] parts = [$"ACTION={action}", $"DEVPATH=/{path}", $"SUBSYSTEM={subsystem}", $"SEQNUM={number}", "=", "", "NOVALUE"];
            var message = Encoding.UTF8.GetBytes($"{action}@/{path}\0" + string.Join('\0', reversed ? parts.Reverse() : parts) + "\0");
            var parsed = UeventParser.Parse(message);
            return parsed is not null && parsed.Action == action && parsed.DevicePath == "/" + path && parsed.Subsystem == subsystem && parsed.SequenceNumber == number;
        });

    private static Gen<string> Word => Gen.String[Gen.Char["abcxyz019:._-=/ äß€"], 1, 20];

    private static Gen<byte[]> NearlyKernel => Gen.Select(Word, Gen.Byte.Array[0, 40]).Select(static (word, tail) =>
        Encoding.UTF8.GetBytes($"{word}@/{word}\0ACTION={word}\0DEVPATH=/{word}\0SEQNUM={word}\0").Concat(tail).ToArray());

    private static Gen<byte[]> NearlyUdev => Gen.Select(Gen.Byte.Array[0, 60], Gen.UInt, Gen.UInt[0, 100]).Select(static (tail, offset, length) =>
    {
        var message = UdevMessage.Create(("ACTION", "add")).Concat(tail).ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(message.AsSpan(16), offset % 3 == 0 ? offset : offset % 120);
        BinaryPrimitives.WriteUInt32LittleEndian(message.AsSpan(20), length);
        return message;
    });
}
