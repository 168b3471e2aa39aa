namespace Mingzheng.Sandboxes.Control;

/// <summary>How a sandbox behaves: as the real service on a good day, late, refusing every request, or broken.</summary>
enum ServiceMode
{
    Ok,
    Slow,
    Refuse,
    Fail,
}
