using Revoke.Drivers;

namespace Revoke.Files;

internal delegate long PositionCall(ISeekOperation operations, in DriverCall context, long offset, SeekOrigin origin);
