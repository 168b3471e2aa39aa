namespace Mingzheng.Access;

/// <summary>Knows whose browser sent a request, as of now. A connection that stays open is asked about again: its sign-in may have ended.</summary>
public interface IWhoAsks
{
    /// <summary>Null when nobody is signed in there, or not any more.</summary>
    Task<Person?> Of(HttpContext context);
}
