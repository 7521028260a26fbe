using Revoke.Drivers;

namespace Revoke.Tests.Support;

/// <summary>One answer of a scripted driver to a read; also the shape of a write, with the buffer as what is written.</summary>
internal delegate OperationResult TransferScript(in DriverCall context, Span<byte> buffer, long offset);
