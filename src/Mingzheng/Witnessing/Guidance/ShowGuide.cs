using Microsoft.AspNetCore.Http.HttpResults;
using Mingzheng.Access;
using Mingzheng.Base;
using Mingzheng.Web;
using Mingzheng.Witnessing.Texts;

namespace Mingzheng.Witnessing.Guidance;

/// <summary>
/// The guide (AW-18): what to have ready, what happens step by step, and the very texts that will be asked, read and signed, so that
/// nobody meets them for the first time in the room.
/// </summary>
static class ShowGuide
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/guide", Show).Declares(Acts.ReadGuide);

    static RazorComponentResult<GuidePage> Show(Words words, LegalTexts texts, TimeProvider clock)
    {
        LegalText Shown(string id) => texts.InForce(id, words.Language.Tag, clock.Today());
        return new RazorComponentResult<GuidePage>(new
        {
            Texts = new[]
            {
                Shown(LegalTextId.RightsNotice), Shown(LegalTextId.PrincipalCommitment), Shown(LegalTextId.Powers), Shown(LegalTextId.PlatformRules),
            },
            Questions = texts.Questions(words.Language.Tag, clock.Today())
                .Where(question => question.AskedOf == AskedOf.Principal && !question.OnlyOrganizations).ToList(),
        });
    }
}
