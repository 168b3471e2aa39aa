using Mingzheng.Identity;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Identity;

/// <summary>Each document is masked by its own rule, so that a paper which prints the mask still tells holders apart (dossier-and-data 3.2).</summary>
public sealed class MaskedDocumentTests
{
    [Theory]
    [InlineData("hong-kong-identity-card", "A123456(3)", "A12***(*)")]
    [InlineData("residence-permit", "810000199408230021", "810***********0021")]
    [InlineData("mainland-resident-id", "440106198001010019", "440***********0019")]
    [InlineData("mainland-travel-permit", "H12345678", "H12*****8")]
    [InlineData("mainland-travel-permit", "H1234567800", "H12*******0")]
    [InlineData("taiwan-travel-permit", "12345678", "12****78")]
    [InlineData("passport", "E01234534", "E0*****34")]
    [InlineData("a paper nobody knows", "E01234534", "***")]
    public void A_number_is_masked_by_the_rule_of_its_document(string document, string number, string masked) =>
        DocumentTypes.Mask(document, number).ShouldBe(masked);
}
