FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY . .
RUN dotnet publish src/RevenueBot -c Release -o /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
# librsvg2-2 turns charts into pictures; curl asks for health.
RUN apt-get update \
    && apt-get install -y --no-install-recommends curl librsvg2-2 \
    && rm -rf /var/lib/apt/lists/*
COPY --from=build /app /app
# The size of the first generation: docs/decisions/starting.md.
ENV DOTNET_GCgen0size=0x1000000 \
    REVENUEBOT_HOME=/home/revenuebot \
    REVENUEBOT__Listen__Address=0.0.0.0
WORKDIR /home/revenuebot
RUN chown $APP_UID /home/revenuebot
USER $APP_UID
EXPOSE 5080
HEALTHCHECK --start-period=60s CMD curl -fsS http://127.0.0.1:5080/readyz
ENTRYPOINT ["dotnet", "/app/RevenueBot.dll"]
CMD ["serve"]
