using Revoke.Drivers;
using Revoke.Errors;
using Revoke.Files;

namespace Revoke.Mappings;

/// <summary>
/// Where the pages of one mapping come from if they are not there from the beginning: from the driver of its file, once for all mappings of that. Called inside a use,
/// with ranges that lie in the mapping. No lock is held while the driver runs: the page is claimed.
/// </summary>
internal sealed partial class PageSource(PageStore store, VmArea area, bool isPrivate)
{
    private PageChunk? _last; // which was asked for last: neighbours follow

    /// <summary>Returns when the pages can be read; throws <see cref="BusErrorException"/> if one cannot be had.</summary>
    internal void EnsureReadable(RevocableMapping mapping, long offset, long length) => Ensure(mapping, offset, length, isWrite: false);

    /// <summary>Returns when the pages can be written to. What is written to a private mapping the driver never sees, so it is not asked.</summary>
    internal void EnsureWritable(RevocableMapping mapping, long offset, long length) => Ensure(mapping, offset, length, !isPrivate);

    /// <summary>Whoever waits for a page looks whether he still may.</summary>
    internal static void Wake() => PageClaim.WakeAll();

    /// <summary>The mapping is released; with the last one, and the file, the driver is.</summary>
    internal void Release() => store.Leave();

    private void Ensure(RevocableMapping mapping, long offset, long length, bool isWrite)
    {
        if (mapping.Range.IsReplaced)
        {
            // Under somebody who is inside: he has the policy's memory, and no page of the driver's is behind it any more.
            if (mapping.Range.Policy == AfterRevoke.BusError)
            {
                throw mapping.CreateBusError(offset, 0, mapping.CreateRefusal());
            }

            return;
        }

        if (length == 0)
        {
            return;
        }

        var size = Environment.SystemPageSize;
        var last = (area.Offset + offset + length - 1) / size;
        for (var page = (area.Offset + offset) / size; page <= last; page++)
        {
            var chunk = GetChunk(page / PageChunk.Pages);
            ref var state = ref chunk.GetState((int)(page % PageChunk.Pages));
            if (!IsReady(Volatile.Read(ref state), isWrite))
            {
                Bring(mapping, chunk, page, Math.Max(offset, (page * size) - area.Offset), isWrite);
            }
        }
    }

    // Pairs with the write after the driver has run: who sees the state sees what the driver has put into the page.
    private static bool IsReady(PageState? state, bool isWrite) => isWrite ? ReferenceEquals(state, PageState.Writable) : state is { IsReadable: true };

    private void Bring(RevocableMapping mapping, PageChunk chunk, long page, long touched, bool isWrite)
    {
        ref var state = ref chunk.GetState((int)(page % PageChunk.Pages));
        while (Volatile.Read(ref state) is var now && !IsReady(now, isWrite))
        {
            if (now is PageClaim other)
            {
                Await(other, mapping, touched);
            }
            else if (GetHandler(now) is not { } handler)
            {
                Interlocked.CompareExchange(ref state, GetNext(now), now);
            }
            else
            {
                var claim = new PageClaim(isReadable: now is not null);
                if (ReferenceEquals(Interlocked.CompareExchange(ref state, claim, now), now))
                {
                    var next = now;
                    try
                    {
                        Call(handler, mapping, chunk, page, touched, isFault: now is null);
                        next = GetNext(now);
                    }
                    finally
                    {
                        Volatile.Write(ref state, next);
                        claim.End();
                    }
                }
            }
        }
    }

    private VmPageHandler? GetHandler(PageState? state) => state is null ? store.Operations.Fault : store.Operations.PageMkwrite;

    private PageState GetNext(PageState? state) => state is null && store.Operations.PageMkwrite is not null ? PageState.Readable : PageState.Writable;

    private void Call(VmPageHandler handler, RevocableMapping mapping, PageChunk chunk, long page, long touched, bool isFault)
    {
        OperationResult result;
        var size = Environment.SystemPageSize;
        var memory = chunk.GetPage((int)(page % PageChunk.Pages));
        try
        {
            result = handler(new DriverCall(mapping), area, page * size, memory);
        }
        catch (Exception exception)
        {
            result = OperationResult.Failed(Errno.FromException(exception), exception);
        }

        if (result.Status == OperationStatus.Done)
        {
            return;
        }

        if (isFault)
        {
            memory.Clear(); // half a page is none; a pointer into the mapping reads zeros, as before
        }

        throw mapping.CreateBusError(touched, 0, mapping.CreateFailure(result, isFault ? "fault" : "page-mkwrite"));
    }

    private static void Await(PageClaim claim, RevocableMapping mapping, long touched)
    {
        switch (claim.Wait(mapping))
        {
            case PageWait.Circular:
                throw mapping.CreateBusError(touched, 0, new InvalidOperationException("The driver touches a page through a mapping while it is to supply that page itself, or one that waits for it."));
            case PageWait.Refused:
                throw mapping.CreateBusError(touched, 0, mapping.CreateRefusal());
        }
    }

    private PageChunk GetChunk(long index) => _last is { } last && last.Index == index ? last : _last = store.GetChunk(index);
}
