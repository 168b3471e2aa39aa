using Mingzheng.Sandboxes.Control;
using Mingzheng.Sandboxes.Requests;

namespace Mingzheng.Sandboxes.Lawyers;

/// <summary>The national register of lawyers: says whether the holder of a licence may practise.</summary>
static class LawyerEndpoints
{
    static readonly TimeSpan BeijingOffset = TimeSpan.FromHours(8);

    public static void MapLawyers(this IEndpointRouteBuilder routes)
    {
        routes.MapGroup("/lawyers/v1").UnderSwitch(Switchboard.Lawyers).MapGet(
            "/licences/{number}",
            async (string number, HttpContext context, SignedRequests signed, LicenceRegister register) =>
            {
                using var request = await signed.Read(context, "lawyers.licence", largestBody: 0);
                if (request.Fact("number", 40) != number)
                {
                    throw new RequestRefusedException(
                        StatusCodes.Status401Unauthorized, "wrong-number", "The request was signed for another licence.");
                }

                var licence = register.Find(number) ?? throw Unknown();
                return LicenceAnswer.Of(licence, register.HolderOf(licence, request.OptionalFact("holder", 64)));
            });
        routes.MapPut("/control/lawyers/{number}", (string number, StatusOrder order, LicenceRegister register, TimeProvider clock) =>
        {
            var today = DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(BeijingOffset).DateTime);
            return LicenceAnswer.Of(register.Change(number, order.Status, today) ?? throw Unknown(), LicenceHolder.NotAsked);
        });
    }

    static RequestRefusedException Unknown() =>
        new(StatusCodes.Status404NotFound, "unknown-licence", "The register holds no such licence.");

    sealed record StatusOrder(PracticeStatus Status);
}
