namespace Mingzheng.Web;

/// <summary>
/// The litigation service line on pages that belong to no single court. In full, with the country code: those who need it most call from
/// outside the mainland, where 12368 answers nobody.
/// </summary>
public interface IHotline
{
    /// <summary>For example "+86 20 0000 12368"; null before there is a court.</summary>
    Task<string?> Number();
}
