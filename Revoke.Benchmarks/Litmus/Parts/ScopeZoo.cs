using Revoke.Benchmarks.Litmus.Things;

namespace Revoke.Benchmarks.Litmus.Parts;

/// <summary>The same one floor up, in two scopes: besides, revokes from inside, of each other's scopes in cycles, by several at once, and disposes. No wait has a deadline.</summary>
internal static class ScopeZoo
{
    private const int Visitors = 3;
    private const int DeadEvery = 64;

    internal static long Play(Stage stage)
    {
        using var crew = new Crew<Den[]>(stage, Visitors, Visit, static dens => Array.ForEach(dens, static den => den.CheckReleased()));
        using var interrupter = new Interrupter(stage, crew.Members);
        var random = stage.CreateRandom(0);
        var revokes = 0L;
        for (; stage.Next(); revokes += 2)
        {
            var mail = new Mailbox<ScopeHold>();
            Den[] dens = [new(stage, "one", mail), new(stage, "other", mail)];
            var hasDead = stage.Round % DeadEvery == 0;
            if (hasDead)
            {
                stage.Doing("a thread ends inside");
                EndInside(dens[0], random.Next(4) == 0 ? 20 : 1);
            }

            crew.Show(dens);
            crew.Members[random.Next(Visitors)].AwaitUses(random.Next(100), () => dens[0].Scope.IsRevoked && dens[1].Scope.IsRevoked);
            interrupter.Collects = hasDead;
            Func<IEnumerable<ActiveUse>> capture = () => dens.SelectMany(static den => den.Scope.CaptureUses());
            stage.Doing("revoking", capture);
            dens[0].Revoke();
            dens[1].Revoke();
            stage.Doing("waiting for the others to leave", capture);
            crew.AwaitDone(dens);
            stage.Doing("waiting for the releases", capture);
            foreach (var den in dens)
            {
                den.Scope.WaitForCompletionAsync().GetAwaiter().GetResult();
                den.CheckReleased();
            }

            interrupter.Collects = false;
        }

        return revokes;
    }

    private static void Visit(CrewMember me, Den[] dens)
    {
        Span<byte> buffer = stackalloc byte[8];
        while (!dens[0].Scope.IsRevoked || !dens[1].Scope.IsRevoked)
        {
            var own = me.Random.Next(2);
            Act(me.Random, dens[own], dens[1 - own], buffer);
            Volatile.Write(ref me.Uses, me.Uses + 1);
        }

        // Whoever comes here has put his last one in.
        dens[0].EmptyMail();
    }

    private static void Act(Random random, Den own, Den other, Span<byte> buffer)
    {
        switch (random.Next(256))
        {
            case < 60:
                Use(own);
                break;
            case < 120:
                UseValue(own);
                break;
            case < 160:
                own.File.TryRead(buffer, out _);
                break;
            case < 180:
                Copy(own);
                break;
            case < 200:
                Nest(own, random.Next(14));
                break;
            case < 220:
                Hold(own, random);
                break;
            case < 230:
                own.Mail.Take(random.Next(8))?.Dispose();
                break;
            case < 236:
                UsePassing(own);
                break;
            case < 240:
                own.Passing.Dispose();
                break;
            case < 246:
                own.Renew();
                break;
            case < 248:
                RevokeFromInside(own, own);
                break;
            case < 252:
                RevokeFromInside(own, other);
                break;
            case < 254:
                RevokeByHold(own);
                break;
            default:
                own.Revoke();
                break;
        }
    }

    private static void Use(Den den)
    {
        if (den.Scope.TryEnter(out var use))
        {
            den.Kept.Look("a use of the scope");
            Thread.SpinWait(4);
            den.Kept.Look("a use of the scope");
            use.Dispose();
        }
    }

    private static void UseValue(Den den)
    {
        if (den.Value.TryEnter(out var use))
        {
            use.Value.Look("a use");
            Thread.SpinWait(4);
            use.Value.Look("a use");
            use.Dispose();
        }
    }

    private static void UsePassing(Den den)
    {
        try
        {
            using var use = den.Passing.Enter();
            use.Value.Look("a use");
            Thread.SpinWait(4);
            use.Value.Look("a use");
        }
        catch (Exception exception) when (exception is ObjectDisposedException or RevokedException or ThreadInterruptedException)
        {
            // Somebody was faster; and the runtime itself is interruptible where it looks up the text of an exception.
        }
    }

    private static void Copy(Den den)
    {
        if (!den.Value.TryEnter(out var first))
        {
            return;
        }

        var copy = first;
        first.Dispose();
        if (den.Value.TryEnter(out var second))
        {
            copy.Dispose();
            second.Value.Look("a use after a copy of the one before it had left again");
            Thread.SpinWait(16);
            second.Value.Look("a use after a copy of the one before it had left again");
            second.Dispose();
        }
    }

    private static void Nest(Den den, int depth)
    {
        if (den.Value.TryEnter(out var use))
        {
            if (depth > 0)
            {
                Nest(den, depth - 1);
            }

            use.Value.Look("a nested use");
            use.Dispose();
        }
    }

    private static void Hold(Den den, Random random)
    {
        if (den.Scope.TryHold(out var hold, "passed on"))
        {
            den.Kept.Look("a hold");
            den.Mail.Exchange(hold, random.Next(8))?.Dispose();
        }
    }

    private static void RevokeFromInside(Den own, Den other)
    {
        if (own.Value.TryEnter(out var use))
        {
            other.Revoke();
            use.Value.Look("a use that has revoked");
            use.Dispose();
        }
    }

    private static void RevokeByHold(Den den)
    {
        if (den.Scope.TryHold(out var hold, "revokes"))
        {
            den.EmptyMail();
            _ = hold.RevokeAsync(RevokeReason.Unplugged);
        }
    }

    private static void EndInside(Den den, int uses)
    {
        var thread = new Thread(() =>
        {
            for (var i = 0; i < uses; i++)
            {
                den.Value.TryEnter(out _);
            }
        });
        thread.Start();
        thread.Join();
    }
}
