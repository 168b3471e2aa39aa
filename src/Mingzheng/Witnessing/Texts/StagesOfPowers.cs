using Mingzheng.Base;

namespace Mingzheng.Witnessing.Texts;

/// <summary>
/// Some special powers are powers of one stage: an authority that does not extend to it would name a power that can never be used, beside a
/// clause that says that the stage needs an authority of its own (witnessing rules 7.1 no. 4). Pure.
/// </summary>
public static class StagesOfPowers
{
    public const string Field = "stages";

    /// <summary>For the first power that is named without its stage, in the order of the law; null when there is none.</summary>
    public static Refusal? Objection(IReadOnlyCollection<string> powers, IReadOnlyCollection<string> stages)
    {
        bool Lacks(string power, string stage) => powers.Contains(power) && !stages.Contains(stage);
        return Lacks("S9", "enforcement") ? new Refusal("ENFORCEMENT_STAGE_MISSING", "W-7.1") { Field = Field }
            : Lacks("S11", "retrial") ? new Refusal("RETRIAL_STAGE_MISSING", "W-7.1") { Field = Field }
            : Lacks("S12", "bankruptcy") ? new Refusal("BANKRUPTCY_STAGE_MISSING", "W-7.1") { Field = Field }
            : null;
    }
}
