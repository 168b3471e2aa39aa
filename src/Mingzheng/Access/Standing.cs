namespace Mingzheng.Access;

/// <summary>What a person is to the thing an act touches. A person may stand in several ways at once.</summary>
[Flags]
public enum Standing
{
    None = 0,

    /// <summary>Anyone at all, signed in or not.</summary>
    Anyone = 1 << 0,

    SignedIn = 1 << 1,

    /// <summary>The party who gives the authority (委托人).</summary>
    Principal = 1 << 2,

    /// <summary>The litigation agent named in the thing (受托人).</summary>
    Agent = 1 << 3,

    /// <summary>The judge who has this matter.</summary>
    Judge = 1 << 4,

    /// <summary>A clerk of the court that has this matter.</summary>
    Clerk = 1 << 5,

    /// <summary>Any judge of the court that has this matter.</summary>
    CourtJudge = 1 << 6,

    /// <summary>A media node of this installation, by its secret.</summary>
    MediaNode = 1 << 7,

    /// <summary>A party to the case.</summary>
    Party = 1 << 8,
}
