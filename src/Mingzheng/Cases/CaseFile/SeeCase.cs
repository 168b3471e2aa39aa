using Mingzheng.Access;
using Mingzheng.Courts;

namespace Mingzheng.Cases.CaseFile;

/// <summary>The page of a case for everyone who has to do with it.</summary>
static class SeeCase
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/cases/{id:guid}", Show).Declares(Acts.SeeCase);

    static async Task<IResult> Show(Guid id, Person person, CaseReader cases, CaseScope scope, CourtRegister courts, CancellationToken stop) =>
        (await CaseScreen.Of(id, person, cases, scope, courts, stop)).Page();
}
