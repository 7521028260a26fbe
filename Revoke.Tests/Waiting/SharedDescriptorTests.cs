using Revoke.Tests.Support;

namespace Revoke.Tests.Waiting;

/// <summary>Many files over one descriptor of the caller's, whose number, flags and life stay his.</summary>
[TestFixture]
[CancelAfter(30_000)]
public sealed class SharedDescriptorTests
{
    private const PollEvents Dead = PollEvents.In | PollEvents.Out | PollEvents.Error | PollEvents.HangUp;

    [Test]
    public async Task Sleepers_TwoHundredOnOneDescriptor_EachIsWokenForItsOwn()
    {
        using var pair = new SocketPair();
        Fill(pair.Near);
        using var scope = new RevokeScope("shared");
        var children = Enumerable.Range(0, 4).Select(i => scope.CreateChild($"child {i}")).ToList();
        var files = Enumerable.Range(0, 200).Select(i => children[i % 4].Open(pair.Near)).ToList();

        // Files 0 and 2 of every four wait to read, 1 and 3 to write.
        var calls = files.ConvertAll(file => Parked.Poll(file, CallForm.Async, files.IndexOf(file) % 2 == 0 ? PollEvents.In : PollEvents.Out));
        await Eventually.TrueAsync(() => files.TrueForAll(static file => SleepersOf.Count(file) == 1), "all asleep", Limit.Token);

        children[0].Revoke(RevokeReason.Unplugged);
        children[1].Revoke(RevokeReason.Unplugged);
        for (var i = 0; i < 200; i++)
        {
            if (i % 4 < 2)
            {
                Assert.That(await calls[i].ResultAsync(Limit.Token), Is.EqualTo(Dead));
            }
        }

        Assert.That(Asleep(), Is.EqualTo(100));
        pair.Far.Write("x");
        for (var i = 2; i < 200; i += 4)
        {
            Assert.That(await calls[i].ResultAsync(Limit.Token), Is.EqualTo(PollEvents.In));
        }

        Assert.That(Asleep(), Is.EqualTo(50), "Nothing to write to: the writers sleep on.");
        pair.Far.Drain(pair.Far.Available);
        for (var i = 3; i < 200; i += 4)
        {
            Assert.That(await calls[i].ResultAsync(Limit.Token), Is.EqualTo(PollEvents.Out));
        }

        Assert.That(pair.Near.IsClosed, Is.False);

        int Asleep() => calls.Count(static call => !call.IsCompleted);

        static void Fill(Descriptor socket)
        {
            var piece = new byte[65536];
            while (Descriptor.SendWithoutWaiting(socket, piece) > 0)
            {
            }
        }
    }

    [Test]
    public async Task Revoke_DescriptorSharedWithAnotherProcess_LeavesItsFlagsAlone()
    {
        using var pipe = new Pipe();
        using var child = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("cat", $"/proc/{Environment.ProcessId}/fd/{pipe.Reader.Number}")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var reading = child.StandardOutput.ReadToEndAsync(Limit.Token);
        var flags = pipe.Writer.Flags;
        using var scope = new RevokeScope("shared");
        using var file = scope.Open(pipe.Writer);

        Assert.That(await file.WriteAsync(new byte[200_000], Limit.Token), Is.EqualTo(200_000));
        Assert.That(pipe.Writer.Flags, Is.EqualTo(flags));
        scope.Revoke(RevokeReason.Unplugged);
        Assert.That(pipe.Writer.Flags, Is.EqualTo(flags));
        pipe.Dispose();

        var output = await reading;
        await child.WaitForExitAsync(Limit.Token);
        Assert.That((output.Length, child.ExitCode), Is.EqualTo((200_000, 0)));
    }

    [Test]
    public async Task Release_PathWithASleeper_ClosesAfterTheWaitIsDeregistered([Values] CallForm form)
    {
        using var fifo = new Fifo();
        for (var round = 0; round < 50; round++)
        {
            using var scope = new RevokeScope("order");
            var file = scope.Open(fifo.Path);
            var call = await Parked.Read(file, form).AsleepAsync(Limit.Token);

            scope.Revoke(RevokeReason.Unplugged);
            await call.FailsAsync<RevokedException>(Limit.Token);

            await Eventually.TrueAsync(() => OpenDescriptors.Count(fifo.Path) == 0, "closed", Limit.Token);
        }
    }

    [Test]
    public async Task Sleepers_NumberIsReusedAfterRelease_NewOneIsWokenByItsOwnDescriptorOnly()
    {
        // A registration that outlived its descriptor would wake the wrong one, or keep the right one asleep.
        for (var round = 0; round < 100; round++)
        {
            using var one = new Pipe();
            using var other = new Pipe();
            using var scope = new RevokeScope("reuse");
            var dying = scope.Open($"/proc/self/fd/{one.Reader.Number}", new RevocableFileOptions { Access = FileAccess.Read });
            var first = await Parked.Read(dying, CallForm.Async).AsleepAsync(Limit.Token);
            await dying.DisposeAsync();
            await first.FailsAsync<ObjectDisposedException>(Limit.Token);
            using var next = scope.Open($"/proc/self/fd/{other.Reader.Number}", new RevocableFileOptions { Access = FileAccess.Read });
            var second = await Parked.Read(next, CallForm.Async).AsleepAsync(Limit.Token);

            one.Writer.Write("wrong");
            other.Writer.Write("ok");

            Assert.That(await second.ResultAsync(Limit.Token), Is.EqualTo(2));
        }
    }

    [Test]
    public async Task Write_FullPipe_RevokeWakesEveryWriterOfTheDescriptor()
    {
        using var pipe = new Pipe();
        pipe.Fill();
        using var scope = new RevokeScope("writers");
        var files = Enumerable.Range(0, 20).Select(_ => scope.Open(pipe.Writer)).ToList();
        var calls = files.ConvertAll(file => Parked.Write(file, files.IndexOf(file) % 2 == 0 ? CallForm.Sync : CallForm.Async, "x"u8.ToArray()));
        foreach (var call in calls)
        {
            await call.AsleepAsync(Limit.Token);
        }

        var outcome = scope.Revoke(RevokeReason.Unplugged);

        Assert.That((outcome.IsCompleted, outcome.Released), Is.EqualTo((true, 20)));
        foreach (var call in calls)
        {
            await call.FailsAsync<RevokedException>(Limit.Token);
        }
    }
}
