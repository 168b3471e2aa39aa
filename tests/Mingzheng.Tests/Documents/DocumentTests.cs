using Mingzheng.Documents;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Documents;

public sealed class DocumentTests
{
    /// <summary>Documents know no cases, and what is of a document is under the case's key: both name that owner alike, or nothing could be opened.</summary>
    [Fact]
    public void A_document_is_under_the_key_of_its_case()
    {
        var id = Guid.CreateVersion7(DateTimeOffset.UnixEpoch);

        Document.OwnerOf(id).ShouldBe(Mingzheng.Cases.Case.OwnerOf(id));
    }
}
