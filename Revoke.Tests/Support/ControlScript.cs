using Revoke.Drivers;

namespace Revoke.Tests.Support;

/// <summary>One answer of a scripted driver to anything that has no buffer: poll with its mask, ioctl with its request, length.</summary>
internal delegate OperationResult ControlScript(in DriverCall context, long argument);
