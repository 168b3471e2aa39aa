namespace Mingzheng.Rooms;

/// <summary>Who types the answer: the judge what was said, or the person asked on the own screen.</summary>
public enum AnsweredBy
{
    Judge,
    Asked,
}

/// <summary>What it means when a question is answered otherwise than expected, so that nobody is told to do what cannot help.</summary>
public enum Otherwise
{
    /// <summary>As it stands the meeting cannot come to its end.</summary>
    EndsMeeting,

    /// <summary>The document says something else than the person wants: another text can be drafted and read.</summary>
    ChangesText,

    /// <summary>The judge may not go on until the court has decided (回避, CPL 47-49).</summary>
    AsksForRecusal,
}

/// <summary>
/// A question of a script. <paramref name="Chinese"/> is what counts; <paramref name="Text"/> gives it in a language for reference.
/// <paramref name="Sha256"/> is the digest of the authoritative text. Another answer than the <paramref name="Expected"/> one keeps the
/// step open: the judge asks further, or ends the meeting.
/// </summary>
public sealed record RoomQuestion(
    string Id, string Chinese, Func<string, string> Text, string Sha256, bool YesOrNo, bool Mandatory, AnsweredBy By, bool? Expected = null,
    Otherwise Otherwise = Otherwise.EndsMeeting)
{
    /// <summary>What the judge finds, not what anybody says.</summary>
    public bool IsFinding => YesOrNo && By == AnsweredBy.Judge;

    /// <summary>What is printed of the id: Q-11 of "Q-11:text", the judge's own question about the answer to it.</summary>
    public string Number => Id.Split(':')[0];

    public bool IsSettledBy(RoomAnswer? answer) => answer is not null && (Expected is null || answer.Agreed == Expected);
}
