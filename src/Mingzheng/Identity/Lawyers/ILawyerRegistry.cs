namespace Mingzheng.Identity.Lawyers;

/// <summary>The national register of lawyers.</summary>
public interface ILawyerRegistry
{
    /// <summary>Asks for a licence by its number. It is asked again before each act that needs it: a licence can be lost between
    /// two of them (ACC-AW-06).</summary>
    /// <param name="holder">Whose licence it should be; null when that is not known yet.</param>
    Task<LicenceAnswer> Find(string licenceNumber, IdentityDocument? holder, CancellationToken cancellation);
}
