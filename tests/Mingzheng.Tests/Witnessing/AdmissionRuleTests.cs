using Mingzheng.Base.Identifiers;
using Mingzheng.Witnessing.Accepting;
using Mingzheng.Witnessing.Applying;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Witnessing;

/// <summary>Who may be appointed and in which cases, as tables.</summary>
public sealed class AdmissionRuleTests
{
    /// <summary>The tenth digit of the number is the category (dossier-and-data 9.11).</summary>
    [Theory]
    [InlineData("14401201010123456", true)]
    [InlineData("14401201020123456", true)]
    [InlineData("14401201030123456", false)]
    [InlineData("14401201040123456", false)]
    [InlineData("14401201050123456", false)]
    [InlineData("14401201060123456", false)]
    [InlineData("14401201070123456", false)]
    [InlineData("14401201080123456", false)]
    [InlineData("14401201090123456", false)]
    [InlineData("91234567", false)]
    [InlineData("no licence", false)]
    public void AW_R9_Only_lawyers_in_full_time_and_part_time_practice_are_covered(string licence, bool isCovered)
    {
        var refusal = CoveredLawyers.Objection(licence, []);

        (refusal is null).ShouldBe(isCovered);
        (refusal?.Code, refusal?.Rule).ShouldBe(isCovered ? (null, null) : ("AGENT_KIND_NOT_COVERED", "RF-03"));
    }

    [Fact]
    public void AW_R9_A_court_may_admit_a_further_category_and_no_other_with_it()
    {
        CoveredLawyers.Objection("14401201060123456", [LawyerCategory.PublicLawyer]).ShouldBeNull();
        CoveredLawyers.Objection("14401201070123456", [LawyerCategory.PublicLawyer]).ShouldNotBeNull();
        CoveredLawyers.Objection("14401201010123456", [LawyerCategory.PublicLawyer]).ShouldBeNull();
    }

    [Theory]
    [InlineData("离婚纠纷", "CPL-65")]
    [InlineData("民间借贷纠纷、离婚纠纷", "CPL-65")]
    [InlineData("解除收养关系纠纷", "ES-3")]
    [InlineData("离婚后财产纠纷", null)]
    [InlineData("民间借贷纠纷", null)]
    public void CPL_65_A_case_about_a_persons_status_is_not_witnessed_online(string cause, string? article)
    {
        var refusal = StatusCauses.Objection(cause, new DateOnly(2026, 11, 27));

        (refusal?.Code, refusal?.Rule).ShouldBe(article is null ? (null, null) : ("CASE_OF_STATUS", article));
    }

    /// <summary>P-1: what the applicant says to be the Latin name can speak against them, never for them.</summary>
    [Theory]
    [InlineData("CHAN Tai Man", "陳大文", "CHAN, Tai Man", NameLikeness.Unsure)]
    [InlineData("CHAN Tai Man", "陳大文", null, NameLikeness.Unsure)]
    [InlineData("CHAN Tai Man", "陳大文", "WONG Siu Ming", NameLikeness.Other)]
    [InlineData("陳大文", "王小明", "CHAN Tai Man", NameLikeness.Other)]
    [InlineData("陳大文", "陳大文", "WONG Siu Ming", NameLikeness.Same)]
    public void P_1_A_declared_Latin_name_decides_nothing_for_the_applicant(string party, string proved, string? latin, NameLikeness expected) =>
        PrincipalIsParty.Compare(party, [proved], latin).ShouldBe(expected);
}
