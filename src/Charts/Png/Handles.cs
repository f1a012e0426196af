using System.Runtime.InteropServices;

namespace RevenueBot.Charts.Png;

internal abstract class NativeHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;
}

internal sealed class RsvgHandle : NativeHandle
{
    protected override bool ReleaseHandle()
    {
        Native.Unref(handle);
        return true;
    }
}

internal sealed class CairoSurface : NativeHandle
{
    protected override bool ReleaseHandle()
    {
        Native.DestroySurface(handle);
        return true;
    }
}

internal sealed class CairoContext : NativeHandle
{
    protected override bool ReleaseHandle()
    {
        Native.DestroyContext(handle);
        return true;
    }
}
